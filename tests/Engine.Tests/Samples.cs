using GridCase.Workflows.Durable;

namespace GridCase.Engine.Tests;

/// <summary>The names the tests use.</summary>
internal static class Names
{
    public static readonly Activity<string, string> Note = new("Note");
    public static readonly Activity<string, string> Ring = new("Ring");
    public static readonly Signal<string> Go = new("go");
    public static readonly Signal<string> Stop = new("stop");
    public static readonly RetryPolicy Thrice = new(3, TimeSpan.FromMinutes(1), 2, TimeSpan.FromHours(1));

    /// <summary>Registers Note: it writes its input into the book, in the transaction.</summary>
    public static WorkflowRegistry WithBook(this WorkflowRegistry registry, Rig rig) =>
        registry.InTransaction(Note, async (line, _) =>
        {
            await rig.Book.Add(line);
            return line;
        });

    public static WorkflowRegistry With<TInput, TOutput>(
        this WorkflowRegistry registry, string name, Func<WorkflowContext, TInput, Task<TOutput>> run) =>
        registry.Orchestration(new Orchestration<TInput, TOutput>(name), () => new Told<TInput, TOutput>(run));

    public static Orchestration<string, string> Orchestration(string name) => new(name);

    private sealed class Told<TInput, TOutput>(Func<WorkflowContext, TInput, Task<TOutput>> run) : Workflow<TInput, TOutput>
    {
        public override Task<TOutput> Run(WorkflowContext context, TInput input) => run(context, input);
    }
}

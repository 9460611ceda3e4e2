using GridCase.Workflows.Durable;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

/// <summary>An orchestration that uses everything of the port: what a whole life looks like to the engine.</summary>
internal static class Story
{
    public static readonly Orchestration<int, string> Name = new("story");
    private static readonly Orchestration<string, string> Aside = new("aside");

    public static void Register(WorkflowRegistry registry, Rig rig) => registry
        .WithBook(rig)
        .Outside(Ring, (line, call, _) => Task.FromResult($"rung {line}"))
        .With<string, string>("aside", async (context, word) =>
        {
            await context.TimerUntil(context.Now.AddHours(1), CancellationToken.None);
            return word;
        })
        .With<int, string>("story", Run);

    private static async Task<string> Run(WorkflowContext context, int stage)
    {
        var me = context.InstanceId;
        context.SetStatus($"stage {stage % 20}");
        using (var wake = new Wake<string>(context, Go))
        {
            var until = context.Now.AddHours(5);
            var hints = 0;
            while (!await wake.At(until)) hints++;
            await context.Call(Note, $"{me} stage {stage} hinted {hints > 0}", Thrice);
        }

        var rung = context.Call(Ring, me, Thrice);
        var aside = context.CallChild(Aside, $"{me}-aside-{stage}", $"{stage}");
        await Task.WhenAll(rung, aside);
        await context.Call(Note, $"{me} {await rung} {await aside}", Thrice);
        if (stage >= 40) return $"{me} done";
        context.ContinueAsNew(stage + 20);
        return "";
    }
}

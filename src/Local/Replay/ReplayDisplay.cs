using Spectre.Console;

namespace GridCase.Local.Replay;

/// <summary>Shows how far a replay is: a bar on a terminal, a line every few seconds elsewhere.</summary>
internal static class ReplayDisplay
{
    private const int PlainWidth = 120;

    private static readonly TimeSpan Redrawn = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>The terminal, or plain text where the output goes elsewhere.</summary>
    public static IAnsiConsole Console() => System.Console.IsOutputRedirected ? Plain(System.Console.Out) : AnsiConsole.Console;

    /// <summary>Plain text of a fixed width.</summary>
    public static IAnsiConsole Plain(TextWriter output)
    {
        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        plain.Profile.Width = PlainWidth;
        return plain;
    }

    public static Task While(IAnsiConsole console, ReplayProgress progress, int orders, Func<Task> run) =>
        console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi ? Bars(console, progress, orders, run) : Lines(console, progress, orders, run);

    /// <summary>Writes one line as it is, however long.</summary>
    public static void Say(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);

    private static Task Bars(IAnsiConsole console, ReplayProgress progress, int orders, Func<Task> run) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var registered = context.AddTask("registered 报单", maxValue: orders);
            var closed = context.AddTask("closed 结案", maxValue: orders);
            await Watched(run, Redrawn, () =>
            {
                registered.Value = progress.RegisteredCases;
                closed.Value = Math.Min(orders, progress.ClosedCases);
                closed.Description = $"closed 结案  {progress.Now:yyyy-MM-dd}";
            });
        });

    private static Task Lines(IAnsiConsole console, ReplayProgress progress, int orders, Func<Task> run) => Watched(
        run, BetweenLines, () => console.Say($"{progress.Now:yyyy-MM-dd HH:mm}  registered 报单 {progress.RegisteredCases}/{orders}  closed 结案 {progress.ClosedCases}"));

    private static async Task Watched(Func<Task> run, TimeSpan every, Action show)
    {
        var running = Task.Run(run);
        while (await Task.WhenAny(running, Task.Delay(every)) != running) show();
        show();
        await running;
    }
}

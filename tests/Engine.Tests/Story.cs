using GridCase.Workflows.Durable;
using static GridCase.Engine.Tests.Names;

namespace GridCase.Engine.Tests;

/// <summary>An orchestration that uses everything of the port: what a whole life looks like to the engine.</summary>
internal static class Story
{
    public static readonly Orchestration<int, string> Name = new("story");
    private static readonly Orchestration<string, string> Aside = new("aside");

    /// <summary>With what the hints did to it: the same only where the same signals come at the same time.</summary>
    public static void Register(WorkflowRegistry registry, Rig rig) => Register(registry, rig, saysHints: true);

    /// <summary>Only what must come out the same whatever happens to signals, timers and the process.</summary>
    public static void RegisterPlain(WorkflowRegistry registry, Rig rig) => Register(registry, rig, saysHints: false);

    private static void Register(WorkflowRegistry registry, Rig rig, bool saysHints) => registry
        .WithBook(rig)
        .Outside(Ring, (line, call, _) => Task.FromResult($"rung {line}"))
        .With<string, string>("aside", async (context, word) =>
        {
            await context.TimerUntil(context.Now.AddHours(1), CancellationToken.None);
            return word;
        })
        .With<int, string>("story", (context, stage) => Run(context, stage, saysHints));

    private static async Task<string> Run(WorkflowContext context, int stage, bool saysHints)
    {
        var me = context.InstanceId;
        context.SetStatus($"stage {stage % 20}");
        using (var wake = new Wake<string>(context, Go))
        {
            var until = context.Now.AddHours(5);
            var hints = 0;
            while (!await wake.At(until)) hints++;
            var hour = Math.Round((context.Now - Rig.Monday).TotalHours);
            await context.Call(Note, $"{me} stage {stage} at {hour}{(saysHints ? $" hinted {hints > 0}" : "")}", Thrice);
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

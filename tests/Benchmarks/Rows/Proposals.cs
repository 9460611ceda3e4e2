using GridCase.Tests.Shared;

namespace GridCase.Benchmarks;

/// <summary>Dispatch proposals: the last 2,000 rows of a real order file after learning those before, beside the majority unit of each sub-category; and rolling origins within the earlier rows.</summary>
internal static class Proposals
{
    private const int Last = 2_000;
    private const int Step = 1_000;

    public static Task Run(Setup setup, Series series)
    {
        var (rows, directory) = RoutingScore.Read(setup.Orders);
        RoutingScore.Of(rows, directory, rows.Count - Last, Last);
        var score = RoutingScore.Of(rows, directory, rows.Count - Last, Last);
        var figures = new Dictionary<string, object>
        {
            ["rowsLearned"] = score.Learned,
            ["rowsScored"] = score.Scored,
            ["top1Percent"] = 100 * score.Top1,
            ["top3Percent"] = 100 * score.Top3,
            ["majorityTop1Percent"] = 100 * score.Baseline1,
            ["majorityTop3Percent"] = 100 * score.Baseline3,
            ["microsecondsPerProposal"] = score.MicrosecondsPerProposal,
        };
        for (var from = 3 * Step; from + Step <= rows.Count - Last; from += Step)
        {
            var rolling = RoutingScore.Of(rows, directory, from, Step);
            figures[$"after{from}Top1Percent"] = 100 * rolling.Top1;
            figures[$"after{from}Top3Percent"] = 100 * rolling.Top3;
            figures[$"after{from}MajorityTop1Percent"] = 100 * rolling.Baseline1;
            figures[$"after{from}MajorityTop3Percent"] = 100 * rolling.Baseline3;
        }

        series.Add(figures);
        return Task.CompletedTask;
    }
}

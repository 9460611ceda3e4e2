using GridCase.Tests.Shared;

namespace GridCase.Local.Tests.Replay;

/// <summary>Proposals learned from real orders are better than the unit that handled most of the sub-category.</summary>
public sealed class RoutingTests
{
    private const int Last = 2_000;

    [DataFact]
    public void On_the_last_two_thousand_orders_the_proposals_beat_the_majority_of_the_sub_category()
    {
        var (rows, directory) = RoutingScore.Read(RealData.File("pingshan-2018-orders.csv"));
        var score = RoutingScore.Of(rows, directory, rows.Count - Last, Last);
        Assert.Equal((8_000 - Last, Last), (score.Learned, score.Scored));
        Assert.True(score.Top1 > score.Baseline1 + 0.10, $"top-1 {score.Top1:P1}, the majority {score.Baseline1:P1}");
        Assert.True(score.Top3 > score.Baseline3 + 0.08, $"top-3 {score.Top3:P1}, the majority {score.Baseline3:P1}");
        Assert.True(score.Top1 >= 0.69, $"top-1 {score.Top1:P1}");
        Assert.True(score.Top3 >= 0.83, $"top-3 {score.Top3:P1}");
    }

    [DataTheory]
    [InlineData(3_000)]
    [InlineData(4_000)]
    [InlineData(5_000)]
    public void So_they_do_wherever_in_the_earlier_rows_the_learning_ends(int from)
    {
        var (rows, directory) = RoutingScore.Read(RealData.File("pingshan-2018-orders.csv"));
        var score = RoutingScore.Of(rows, directory, from, 1_000);
        Assert.True(score.Top1 > score.Baseline1 && score.Top3 > score.Baseline3, score.ToString());
    }
}

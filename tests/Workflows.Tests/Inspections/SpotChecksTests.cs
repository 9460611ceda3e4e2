using System.Globalization;
using GridCase.Workflows.Inspections;

namespace GridCase.Workflows.Tests.Inspections;

/// <summary>Which inspections are checked by somebody else: at least two of each village, the same however often it is asked, and growing only.</summary>
public sealed class SpotChecksTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Each_village_has_two_or_all_that_are_done()
    {
        Assert.Empty(SpotChecks.Of([]));
        for (var count = 1; count <= 60; count++)
        {
            var sample = SpotChecks.Of([.. Done("440804001001001", count), .. Done("440804001002001", 1)]);
            Assert.InRange(sample.Count(one => one.GridCode == "440804001001001"), Math.Min(2, count), count);
            Assert.Single(sample, one => one.GridCode == "440804001002001");
        }
    }

    [Fact]
    public void A_large_village_is_sampled_and_not_checked_whole() =>
        Assert.InRange(SpotChecks.Of(Done("440804001001001", 500)).Length, 2, 40);

    [Fact]
    public void What_is_not_done_is_never_in_it() =>
        Assert.Empty(SpotChecks.Of(Done("440804001001001", 5).Select(one => one with { State = InspectionState.Missed })));

    [Fact]
    public void The_order_in_which_it_is_asked_does_not_matter()
    {
        var all = Done("440804001001001", 80);
        Assert.Equal(SpotChecks.Of(all).Select(one => one.Id), SpotChecks.Of(all.Reverse()).Select(one => one.Id));
    }

    [Fact]
    public void Later_ones_join_and_displace_none()
    {
        var all = Done("440804001001001", 200);
        string[] before = [];
        for (var count = 1; count <= all.Length; count++)
        {
            string[] now = [.. SpotChecks.Of(all.Take(count)).Select(one => one.Id)];
            Assert.Equal(before, now.Take(before.Length));
            before = now;
        }

        Assert.True(before.Length > 2);
    }

    [Fact]
    public void One_that_was_answered_stays_though_the_hash_did_not_choose_it()
    {
        var all = Done("440804001001001", 50);
        var chosen = SpotChecks.Of(all);
        var other = all.First(one => !chosen.Contains(one));
        var sample = SpotChecks.Of(all.Select(one => one == other ? one with { Check = new("p-clerk", Start, true) } : one));
        Assert.Equal(chosen.Length + 1, sample.Length);
        Assert.Contains(sample, one => one.Id == other.Id);
    }

    private static Inspection[] Done(string grid, int count) =>
    [
        .. Enumerable.Range(1, count).Select(number => new Inspection(
            InspectionIds.OfInspection("sweep", string.Create(CultureInfo.InvariantCulture, $"{grid}/{number}")), "sweep", InspectionKind.Place, "place", grid, "小店", "fire", 1, "p-worker", null, Start,
            Start.AddDays(4), InspectionState.Done, 2) { ReceivedAt = Start.AddMinutes(number) }),
    ];
}

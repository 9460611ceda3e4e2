using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Hotline;

/// <summary>Judges by the hotline's own log, and by nothing else, whether it heard what it was to hear.</summary>
internal static class Verdict
{
    /// <summary>Each order's events came as told: all of them, each taken once in effect, in order, signed; and what came again came again as it was.</summary>
    public static void Hears(this CityHotline hotline, IReadOnlyDictionary<string, IEnumerable<string>> told)
    {
        var log = hotline.Log;
        Assert.All(log, arrived => Assert.True(arrived.Signed, $"{arrived.Id} was not signed as it should be."));
        Assert.Equal(log.Select(arrived => arrived.Number), Enumerable.Range(1, log.Count));
        var effects = hotline.Effects;
        Assert.Equal(effects.Count, effects.Select(arrived => arrived.Id).Distinct().Count());
        Assert.Equal(told.Keys.Order(), effects.Select(arrived => arrived.OrderNo).Distinct().Order());
        foreach (var order in effects.GroupBy(arrived => arrived.OrderNo))
        {
            Assert.Equal(told[order.Key], order.Select(arrived => arrived.Name));
            var facts = order.Select(arrived => arrived.Fact).ToList();
            Assert.Equal(facts.Order(), facts);
            Assert.Single(order.Select(arrived => arrived.Subject).Distinct());
        }

        foreach (var again in log.GroupBy(arrived => arrived.Id)) Assert.Single(again.Select(arrived => $"{arrived.Type} {arrived.Subject} {arrived.Data.GetRawText()}").Distinct());
        StaysInLine(log);
    }

    /// <summary>No event of a case came before the one in front of it was taken.</summary>
    private static void StaysInLine(IReadOnlyList<Arrived> log)
    {
        foreach (var order in log.GroupBy(arrived => arrived.OrderNo))
        {
            var highest = 0;
            var waiting = (Id: "", Taken: true);
            foreach (var arrived in order)
            {
                Assert.True(waiting.Taken || waiting.Id == arrived.Id, $"{arrived.Id} came while {waiting.Id} had not been taken.");
                Assert.True(arrived.Fact >= highest, $"{arrived.Id} came after a later one.");
                (highest, waiting) = (arrived.Fact, (arrived.Id, arrived.Taken));
            }
        }
    }
}

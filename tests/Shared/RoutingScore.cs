using System.Diagnostics;
using GridCase.Local.Replay.Orders;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Tests.Shared;

/// <summary>How often the unit that handled an order was proposed first, or among three: learned on the rows of a file up to some row, scored on those that follow.</summary>
/// <param name="Baseline1">The same for the unit that handled most orders of the sub-category, and the next most, filled up with those of all orders.</param>
public sealed record RoutingScore(int Learned, int Scored, double Top1, double Top3, double Baseline1, double Baseline3, double MicrosecondsPerProposal)
{
    /// <summary>The rows of a file in its order, each with what was known at intake and, apart from it, the unit that handled it.</summary>
    public static (IReadOnlyList<(RoutingMatter Matter, string Unit, int Year)> Rows, CountyDirectory Directory) Read(string path)
    {
        var survey = OrderSurvey.Of(OrderFile.Open(path));
        var rows = survey.File.Orders()
            .Select(order => (new RoutingMatter(order.Category ?? "", survey.County.GridCode(order.Place.Street, order.Place.Community)), survey.County.UnitCode(order.Unit.Name, order.Unit.Key), order.ReceivedAt.Year));
        return ([.. rows], new(survey.County.County));
    }

    /// <summary>Learns the rows before <paramref name="from"/> and scores the next <paramref name="count"/>.</summary>
    public static RoutingScore Of(IReadOnlyList<(RoutingMatter Matter, string Unit, int Year)> rows, CountyDirectory directory, int from, int count)
    {
        var tables = new RoutingTables();
        var bySub = new Dictionary<string, Dictionary<string, int>>();
        var all = new Dictionary<string, int>();
        foreach (var (matter, unit, year) in rows.Take(from))
        {
            tables.Add(new(matter.Category, matter.GridCode![..12], unit, year, new(1, 0, 0)));
            if (!bySub.TryGetValue(matter.Category, out var units)) bySub[matter.Category] = units = [];
            units[unit] = units.GetValueOrDefault(unit) + 1;
            all[unit] = all.GetValueOrDefault(unit) + 1;
        }

        var (first, three, baseFirst, baseThree) = (0, 0, 0, 0);
        string[] usual = [.. Most(all)];
        var began = Stopwatch.GetTimestamp();
        var proposed = rows.Skip(from).Take(count).Select(row => RoutingRules.Propose(row.Matter, tables.Evidence(RoutingRules.Contexts(row.Matter)), directory)).ToList();
        var took = Stopwatch.GetElapsedTime(began);
        for (var i = 0; i < proposed.Count; i++)
        {
            var (matter, unit, _) = rows[from + i];
            var rank = RoutingRules.RankOf(unit, proposed[i]);
            if (rank == 1) first++;
            if (rank > 0) three++;
            string[] majority = [.. Most(bySub.GetValueOrDefault(matter.Category, [])).Concat(usual).Distinct().Take(3)];
            if (majority[0] == unit) baseFirst++;
            if (majority.Contains(unit)) baseThree++;
        }

        double of = proposed.Count;
        return new(from, proposed.Count, first / of, three / of, baseFirst / of, baseThree / of, took.TotalMicroseconds / of);
    }

    private static IEnumerable<string> Most(Dictionary<string, int> units) =>
        units.OrderByDescending(unit => unit.Value).ThenBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => unit.Key);
}

using GridCase.Local.Hosting;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Scenarios.Lives;

/// <summary>Many marks at one instant, their cases read ahead of the writer.</summary>
public sealed class ReadAheadTests
{
    [Fact]
    public async Task What_is_due_soon_is_read_before_it_is_due_and_happens_once()
    {
        var folder = Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            var ids = new List<string>();
            await using (var county = await LivingCounty.Open("2026-03-03 08:30", folder))
                for (var no = 0; no < ReadAhead.Many; no++) ids.Add(await county.Register(LivingCounty.Order($"{no}", "2026-03-03 08:30", "livelihood.water")));
            await using var again = await LivingCounty.Open("2026-03-03 08:31", folder);
            var mark = (await again.Runtime.Engine.Find("case:" + ids[0]))!.NextTimer!.Value;
            await using var ahead = new ReadAhead(again.Runtime.Engine, again.Runtime.Cases, again.Runtime.Time);
            Assert.Equal(0, await ahead.Look());
            await again.Runtime.Engine.AdvanceTo(mark.AddSeconds(-2));
            Assert.Equal(ids.Count, await ahead.Look());
            await again.Runtime.Engine.AdvanceTo(mark);
            Assert.Equal(0, await ahead.Look());
            foreach (var id in ids) Assert.Single(await again.Facts(id), fact => fact.Fact is Warned && fact.At == mark);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}

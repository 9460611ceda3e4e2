using GridCase.Checker;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Deadlines;

namespace GridCase.Scenarios.Rollouts;

/// <summary>The checker finds nothing in a county that nobody harmed.</summary>
public sealed class PromisesTests
{
    [Fact]
    public async Task A_busy_county_in_memory_keeps_every_promise()
    {
        await using var county = await LivingCounty.Open(BusyCounty.Start);
        await Live(county);
        Assert.Empty(Checking.Of(await CountyInMemory.Record(county.Runtime, county.Runtime.Time.GetUtcNow())));
    }

    [Fact]
    public async Task A_busy_county_on_disk_keeps_every_promise()
    {
        var folder = Directory.CreateTempSubdirectory("gridcase-").FullName;
        try
        {
            DateTimeOffset rest;
            await using (var county = await LivingCounty.Open(BusyCounty.Start, folder))
            {
                await Live(county);
                rest = county.Runtime.Time.GetUtcNow();
            }

            var record = CountyRecord.Read(folder, rest);
            Assert.Equal(40, record.Cases.Count);
            Assert.NotEmpty(record.Notices);
            Assert.Empty(Checking.Of(record));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task Live(LivingCounty county)
    {
        await BusyCounty.Fill(county, 40);
        var administrators = new Administrators(county.Runtime);
        await administrators.Publish(Administrators.Ordinary("finish", "3wd"), OpenCases.FromStart);
        await county.Runtime.Engine.RunToRest();
        await county.Until("2026-03-18 15:00");
        await administrators.Undo();
        await county.Until("2026-04-10 10:00");
    }
}

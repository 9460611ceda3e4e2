using Azure;
using GridCase.Functions.Tests.Fakes;

namespace GridCase.Functions.Tests.Stores;

/// <summary>Lets an instance die at a write, or another one act just before it.</summary>
internal static class Crashes
{
    /// <summary>Does the work once for each of its writes, dying at it, until it gets through; after each the check is made.</summary>
    /// <param name="fresh">A new set of stores with whatever must stand before the work.</param>
    /// <returns>How many writes there are.</returns>
    public static async Task<int> AtEachWrite(Func<Task<TableRig>> fresh, Func<TableRig, Task> work, Func<TableRig, bool, Task> check)
    {
        for (var nth = 1; ; nth++)
        {
            using var rig = await fresh();
            var died = !await Survives(rig.Service, nth, () => work(rig));
            await check(rig, died);
            if (!died) return nth - 1;
        }
    }

    /// <summary>Does the work, whose nth write, and every one after it, is never made; true when there was no such write. A transaction counts once for each of its rows.</summary>
    public static async Task<bool> Survives(FakeTables service, int nth, Func<Task> work)
    {
        var (count, died) = (0, false);
        service.BeforeWrite = (_, _, _) =>
        {
            if (++count < nth) return;
            died = true;
            throw new RequestFailedException(503, "The instance is dead.");
        };
        try
        {
            await work();
        }
        catch (RequestFailedException dead) when (dead.Status == 503)
        {
        }
        finally
        {
            service.BeforeWrite = null;
        }

        return !died;
    }

    /// <summary>Lets the pump do what is noted, long after.</summary>
    public static async Task Pump(this TableRig rig)
    {
        rig.Wait(TimeSpan.FromMinutes(1));
        var round = await new GridCase.Functions.Storage.PendingPump(
            new(rig.Tables.Pending, rig.Clock), rig.Kept.Unfinished, rig.Clock, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance).Run(default);
        Assert.Equal(0, round.Left);
        Assert.Equal(0, rig.Service.Table("pending").Rows);
    }
}

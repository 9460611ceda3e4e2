using System.Globalization;
using GridCase.Api.Hosting;
using GridCase.Engine;
using GridCase.Workflows.Deadlines;

namespace GridCase.Local.Hosting;

/// <summary>The clock of <c>--clock manual</c>. The time reached is kept in the data folder, so that a restart never goes back behind its own facts.</summary>
internal sealed class ManualClock(VirtualClock clock, CountyRuntime runtime, string folder) : IDevClock
{
    private readonly SemaphoreSlim one = new(1, 1);

    public DateTimeOffset Now => clock.GetUtcNow().ToOffset(ChinaTime.Offset);

    /// <summary>The time at which the folder's manual clock stood last, or null.</summary>
    public static DateTimeOffset? Reached(string folder) =>
        File.Exists(FileOf(folder)) ? DateTimeOffset.Parse(File.ReadAllText(FileOf(folder)), CultureInfo.InvariantCulture) : null;

    public async Task<DateTimeOffset> AdvanceTo(DateTimeOffset instant, CancellationToken cancellation = default)
    {
        await one.WaitAsync(cancellation);
        try
        {
            // Written first: a process that dies on the way comes back at the later time and finds what was due.
            Keep(folder, instant);
            await runtime.Engine.AdvanceTo(instant);
            await runtime.LookAround(cancellation);
            return Now;
        }
        finally
        {
            one.Release();
        }
    }

    private static string FileOf(string folder) => Path.Combine(folder, "manual-clock");

    /// <summary>Writes the time reached into the folder; a start does so too, so that the next one goes on from there though nobody moved the clock.</summary>
    public static void Keep(string folder, DateTimeOffset instant)
    {
        var next = FileOf(folder) + ".next";
        File.WriteAllText(next, instant.ToString("O", CultureInfo.InvariantCulture));
        File.Move(next, FileOf(folder), true);
    }
}

using GridCase.Checker;
using GridCase.Engine;
using GridCase.Local.Hosting;
using GridCase.Local.Storage;
using GridCase.Scenarios.Lives;
using GridCase.Workflows.Directory;

namespace GridCase.Scenarios.Rollouts;

/// <summary>
/// The demo county in virtual time, whose process may die at any point of any batch and is opened again on the same folder; or, without a folder, one that only
/// lives. Its engine does all that the port allows.
/// </summary>
internal sealed class DyingCounty : IAsyncDisposable
{
    private const string Town = "440804001";

    private static readonly (County County, IReadOnlyList<DemoAccount> Accounts) Demo = Small();
    private static readonly Lazy<Task<string>> FirstStart = new(Begin);

    private readonly string? folder;
    private readonly VirtualClock clock;
    private readonly Random luck;
    private readonly Func<JournalStores, JournalStores>? around;
    private CountyRuntime? runtime;
    private bool isWild;

    private DyingCounty(string? folder, int seed, Func<JournalStores, JournalStores>? around, bool isWild)
    {
        (this.folder, this.around, this.isWild, luck) = (folder, around, isWild, new Random(seed));
        clock = new(Start);
    }

    /// <summary>A Tuesday morning.</summary>
    public static DateTimeOffset Start { get; } = DateTimeOffset.Parse("2026-03-03T08:30:00+08:00", System.Globalization.CultureInfo.InvariantCulture);

    public CountyRuntime Runtime => runtime!;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>How often it has died.</summary>
    public int Deaths { get; private set; }

    /// <param name="isWild">Whether its engine does all that the port allows.</param>
    public static async Task<DyingCounty> Open(int seed, bool onDisk, Func<JournalStores, JournalStores>? around = null, bool isWild = true)
    {
        var county = new DyingCounty(onDisk ? await Copy() : null, seed, around, isWild);
        await county.Reopen();
        return county;
    }

    public static Actor Actor(CountyRuntime county, string user)
    {
        var account = Demo.Accounts.Single(one => one.User == user);
        return Workflows.Directory.Actor.Of(county.Directory.Current.Person(account.PersonId)!, account.Roles[0]);
    }

    /// <summary>The process will end at one of the next points of its batches, which one only luck knows.</summary>
    public void WillDie(int within)
    {
        if (folder is null) return;
        var left = luck.Next(1, within + 1);
        Runtime.Stores.Journal.CrashHook = _ => Interlocked.Decrement(ref left) == 0;
    }

    /// <summary>Does something for a caller who asks again where the process died before it could answer.</summary>
    public async Task Do(Func<CountyRuntime, Task> work)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            try
            {
                await work(Runtime);
                return;
            }
            catch (JournalUnusableException)
            {
                Deaths++;
                await Reopen();
            }
        }
    }

    /// <summary>From here on its engine does what it is told, once and in order. One in memory is as wild as before.</summary>
    public async Task Calm()
    {
        if (folder is null) return;
        isWild = false;
        await Reopen();
    }

    /// <summary>Opens it once more, as it was left.</summary>
    public async Task Reopen()
    {
        if (runtime is not null) await runtime.DisposeAsync();
        runtime = await CountyRuntime.Open(new()
        {
            Folder = folder,
            Clock = clock,
            Seed = Demo.County,
            Hostile = isWild ? new HostileMode(luck.Next()) : null,
            Watchdog = false,
            SyncEveryCommit = false,
            RolloutBatch = 2,
            Around = around,
        });
    }

    /// <summary>What it has written down, now that nothing is left to do. One on disk is closed for it.</summary>
    /// <param name="patch">Does something to the folder before it is read.</param>
    public async Task<CountyRecord> Record(Action<string>? patch = null)
    {
        if (folder is null) return await CountyInMemory.Record(Runtime, Now);
        await Runtime.DisposeAsync();
        runtime = null;
        patch?.Invoke(folder);
        return CountyRecord.Read(folder, Now);
    }

    public async ValueTask DisposeAsync()
    {
        if (runtime is not null) await runtime.DisposeAsync();
        if (folder is not null) Directory.Delete(folder, true);
    }

    /// <summary>The centre, two departments and a town of the demo county: a county that is soon opened.</summary>
    private static (County County, IReadOnlyList<DemoAccount> Accounts) Small()
    {
        var (county, accounts) = DemoCounty.Build();
        var units = county.Units.Where(unit => unit.Kind == UnitKind.Centre || unit.Code is LivingCounty.Urban or LivingCounty.Traffic || unit.Code.StartsWith(Town, StringComparison.Ordinal)).ToList();
        var codes = units.Select(unit => unit.Code).ToHashSet();
        return (county with
        {
            Units = [.. units],
            Grids = [.. county.Grids.Where(grid => codes.Contains(grid.VillageUnit))],
            Posts = [.. county.Posts.Where(post => post.UnitCode is { } unit ? codes.Contains(unit) : post.Code.Contains('@' + Town, StringComparison.Ordinal))],
            People = [.. county.People.Where(person => person.UnitCode is not { } unit || codes.Contains(unit))],
        }, accounts);
    }

    private static async Task<string> Copy()
    {
        var origin = await FirstStart.Value;
        var copy = Directory.CreateTempSubdirectory("gridcase-").FullName;
        foreach (var file in Directory.EnumerateFiles(origin, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(copy, Path.GetRelativePath(origin, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }

        return copy;
    }

    private static async Task<string> Begin()
    {
        var path = Directory.CreateTempSubdirectory("gridcase-first-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(path, true);
        await using (await CountyRuntime.Open(new() { Folder = path, Clock = new(Start), Seed = Demo.County, Watchdog = false, SyncEveryCommit = false }))
        {
            // Begun and stopped: a county without a case.
        }

        return path;
    }
}

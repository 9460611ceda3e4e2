using GridCase.Engine;
using GridCase.Local.Storage;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Open311;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Hosting;

/// <summary>How one county is run in this process.</summary>
public sealed record CountySettings
{
    /// <summary>The data folder; null keeps everything in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>A clock that stands still until moved; null for the real one.</summary>
    public VirtualClock? Clock { get; init; }

    /// <summary>For measurements: a clock that runs by itself, but not from today.</summary>
    internal TimeProvider? Time { get; init; }

    /// <summary>The county for a first start; later ones read it from the folder.</summary>
    public County? Seed { get; init; }

    /// <summary>What a first start offers by Open311; null offers nothing until an administrator says what.</summary>
    public ServiceCatalogue? Catalogue { get; init; }

    /// <summary>Accounts for a first start.</summary>
    public IReadOnlyList<DemoAccount> Accounts { get; init; } = [];

    public DeliverySettings Delivery { get; init; } = DeliverySettings.None;

    /// <summary>Compares open cases with their orchestrations all the time. Off where nothing can be lost, as in a replay that is run to its end.</summary>
    public bool Watchdog { get; init; } = true;

    /// <summary>Waits for the disk at each commit. Off only where the data can be made again.</summary>
    public bool SyncEveryCommit { get; init; } = true;

    /// <summary>For tests: an engine that does all that the port allows.</summary>
    public HostileMode? Hostile { get; init; }

    /// <summary>For measurements: parcels for the hotline are made though nobody takes them; they wait in their lanes.</summary>
    internal bool KeepsParcels { get; init; }

    /// <summary>For tests: cases that a rollout visits in one step.</summary>
    internal int RolloutBatch { get; init; } = RolloutActivities.UsualBatch;

    /// <summary>For tests: puts something in front of the stores, such as one that loses what it is given.</summary>
    internal Func<JournalStores, JournalStores>? Around { get; init; }

    /// <summary>The policies and calendars of a first start; later ones read them from the folder. For tests: others than those built in.</summary>
    public PolicyBook Policies { get; init; } = PolicyBook.BuiltIn;

    public EngineOptions Engine { get; init; } = new();

    public ILoggerFactory? Logs { get; init; }
}

namespace GridCase.Local.Hosting;

/// <summary>What <c>serve</c> was asked for on the command line.</summary>
public sealed record ServeOptions
{
    /// <summary>The data folder. Default <c>data</c> in the current folder.</summary>
    public string Folder { get; init; } = "data";

    /// <summary>The port on localhost; 0 takes a free one. Default 7071.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>Time stands still until moved through <c>/api/dev/clock</c>.</summary>
    public bool ManualClock { get; init; }

    /// <summary>Where a manual clock begins; later starts never begin before the time reached.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>For measurements: a clock that runs by itself, but not from today.</summary>
    internal TimeProvider? Time { get; init; }

    /// <summary>An empty county instead of the demo one, on a first start.</summary>
    public bool EmptyCounty { get; init; }

    /// <summary>Takes the hotline's events.</summary>
    public Uri? HotlineUrl { get; init; }

    /// <summary>Takes a copy of each notice.</summary>
    public Uri? WebhookUrl { get; init; }
}

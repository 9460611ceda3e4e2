using System.Globalization;

namespace GridCase.Faults;

/// <summary>What a seed stands for: when the county's day begins, and which faults meet it at which moments. The same seed is always the same plan.</summary>
public sealed class FaultPlan
{
    private const int Fewest = 4;
    private const int Most = 8;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(4.5);

    /// <summary>Hours at which clocks differ: in the morning, before the noon pause, before closing time, over midnight, on the make-up Saturday before nine days off.</summary>
    private static readonly string[] Beginnings =
        ["2026-02-10T09:30:00+08:00", "2026-02-11T11:58:30+08:00", "2026-02-12T17:25:00+08:00", "2026-02-12T23:59:30+08:00", "2026-02-13T15:10:00+08:00", "2026-02-14T17:28:00+08:00"];

    private static readonly TimeSpan[] Ahead = [TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(65), TimeSpan.FromHours(3), TimeSpan.FromHours(26)];
    private static readonly TimeSpan[] Back = [TimeSpan.FromSeconds(-3), TimeSpan.FromMinutes(-2), TimeSpan.FromMinutes(-20), TimeSpan.FromMinutes(-70)];

    private FaultPlan(int seed, DateTimeOffset begins, IReadOnlyList<PlannedFault> faults) => (Seed, Begins, Faults) = (seed, begins, faults);

    public int Seed { get; }

    /// <summary>The county's time at the first input, where its clock can be set.</summary>
    public DateTimeOffset Begins { get; }

    /// <summary>In the order of their moments.</summary>
    public IReadOnlyList<PlannedFault> Faults { get; }

    public static FaultPlan Of(int seed)
    {
        var random = new Random(seed);
        var begins = DateTimeOffset.Parse(Beginnings[random.Next(Beginnings.Length)], CultureInfo.InvariantCulture);
        var kinds = Enum.GetValues<FaultKind>();
        // Each kind is certain to come once in so many seeds as there are kinds.
        FaultKind[] drawn = [kinds[seed % kinds.Length], .. Enumerable.Range(1, random.Next(Fewest, Most + 1) - 1).Select(_ => kinds[random.Next(kinds.Length)])];
        return new(seed, begins, [.. drawn.Select(kind => Draw(kind, random)).OrderBy(fault => fault.At)]);
    }

    private static PlannedFault Draw(FaultKind kind, Random random)
    {
        var at = Window * random.NextDouble();
        var lasts = kind switch
        {
            FaultKind.KillInStart => Between(0.1, 1.2, random),
            FaultKind.Hold => Between(0.1, 1.2, random),
            FaultKind.DiskFull => Between(0.2, 0.8, random),
            // Now and then longer than SQLite itself has patience for.
            FaultKind.Busy => random.Next(8) == 0 ? TimeSpan.FromSeconds(6) : Between(0.1, 1.5, random),
            FaultKind.WebhookDown or FaultKind.HotlineDown => Between(0.3, 2, random),
            _ => TimeSpan.Zero,
        };
        var by = kind switch
        {
            FaultKind.ClockForward => Ahead[random.Next(Ahead.Length)],
            FaultKind.ClockBack => Back[random.Next(Back.Length)],
            _ => TimeSpan.Zero,
        };
        return new(kind, at, lasts, by, random.Next(2) == 0);
    }

    private static TimeSpan Between(double least, double most, Random random) => TimeSpan.FromSeconds(least + ((most - least) * random.NextDouble()));
}

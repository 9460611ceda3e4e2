namespace GridCase.Benchmarks;

/// <summary>All that can be measured, in the order of the table of what must be shown.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("lifecycle", "reference lives a second, and what one costs, as the county grows", setup => setup.Sizes.Count * setup.Repeats, Lifecycles.Run,
            new Claim("reference lifecycle, 100,000 stored", "lifecyclesPerSecond", 1_000, "/s", true, Lifecycles.Setting(100_000)),
            new Claim("reference lifecycle, 1,000,000 stored", "lifecyclesPerSecond", 600, "/s", true, Lifecycles.Setting(1_000_000))),
        new("reads", "opening the county and reading over HTTP, as it grows", setup => setup.Sizes.Count, Reads.Run),
        new("intake", "signed orders over HTTP at 500/s", setup => 2 * setup.Repeats, Intake.Run,
            new Claim("intake over HTTP at 500/s, p99", "answeredMillisecondsP99", 20, "ms"),
            new Claim("the same while each order's event goes out, p99", "answeredWhileTellingMillisecondsP99", 20, "ms")),
        new("timers", "lateness of timers at a steady rate", setup => SteadyTimers.Rates.Count * setup.Repeats, SteadyTimers.Run,
            new Claim("timer lateness at 200/s, p99", "lateMillisecondsP99", 50, "ms", Setting: SteadyTimers.Setting(200)),
            new Claim("timer lateness at 1,000/s, p99", "lateMillisecondsP99", 50, "ms", Setting: SteadyTimers.Setting(1_000)),
            new Claim("timers early at 1,000/s", "early", 0, "", Setting: SteadyTimers.Setting(1_000))),
        new("wave", "the next mark of all open cases at one instant", setup => setup.Repeats, Wave.Run,
            new Claim("100,000 timers due at one instant, all written", "secondsUntilAllWritten", 10, "s"),
            new Claim("of these lost", "lost", 0, ""),
            new Claim("of these twice", "twice", 0, ""),
            new Claim("intake meanwhile, p99", "intakeMillisecondsP99", 100, "ms")),
        new("rollout", "deriving all open cases anew after a change of policy", setup => setup.Repeats, Rollouts.Run,
            new Claim("re-deriving 100,000 open cases", "secondsUntilAllRederived", 30, "s")),
        new("preview", "impact preview over past cases", setup => setup.Repeats, PastPreview.Run,
            new Claim("impact preview over 100,000 past cases", "seconds", 10, "s"),
            new Claim("the same as the first thing after a start", "secondsAfterStart", 10, "s")),
        new("kill", "kill -9 with all cases open, under load", setup => setup.Repeats, Killed.Run,
            new Claim("kill -9 with 100,000 open cases → serving", "secondsUntilServing", 5, "s"),
            new Claim("answered orders lost", "answeredOrdersLost", 0, ""),
            new Claim("their events not told within a minute", "answeredOrdersUntold", 0, ""),
            new Claim("events under two keys", "eventsUnderTwoKeys", 0, "")),
        new("memory", "what an idle open case holds", setup => setup.Repeats, Footprint.Run,
            new Claim("memory per idle open case, living objects", "heapBytesPerOpenCase", 2_048, "bytes"),
            new Claim("the same, all memory of the process", "residentBytesPerOpenCase", 2_048, "bytes")),
        new("engine", "orchestrations a second without any case", setup => BareEngine.Settings.Count * setup.Repeats, BareEngine.Run),
        new("phone", "what a grid worker's phone asks for", _ => 1, Phones.Run),
        new("proposals", "dispatch proposals from a real order file", _ => 1, Proposals.Run),
    ];
}

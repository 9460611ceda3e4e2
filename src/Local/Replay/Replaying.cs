using System.Diagnostics;
using GridCase.Engine;
using GridCase.Local.Hosting;
using GridCase.Local.Replay.Orders;
using GridCase.Local.Replay.People;
using Spectre.Console;

namespace GridCase.Local.Replay;

/// <summary>One replay from file to report.</summary>
public static class Replaying
{
    /// <summary>Surveys the file, builds its county, runs every case to its end and counts the record.</summary>
    /// <param name="county">Sees the county when all has been counted, before it is closed.</param>
    /// <exception cref="OrderFileException">File, mapping or folder cannot be used.</exception>
    public static async Task<ReplayReport> Run(ReplayOptions options, IAnsiConsole console, CancellationToken cancellation = default, Func<CountyRuntime, Task>? county = null)
    {
        var file = OrderFile.Open(options.File, options.Map is { } path ? OrderMapFile.Read(path) : null, options.Limit);
        var survey = OrderSurvey.Of(file, cancellation);
        ReplayTable.WriteSurvey(console, survey);
        if (options.Until < survey.First) throw new OrderFileException($"--until {options.Until:yyyy-MM-dd HH:mm} lies before the first order, which comes in on {survey.First:yyyy-MM-dd HH:mm}.");
        if (options.Data is { } folder) ReplayFolder.Prepare(folder, options.Force, file.Name, options.Seed);
        var settings = new CountySettings
        {
            Folder = options.Data,
            Clock = new VirtualClock(survey.First),
            Seed = survey.County.County,
            // The replay runs its engine to its end in one process, and its data can be made again.
            Watchdog = false,
            SyncEveryCommit = false,
        };
        await using var runtime = await CountyRuntime.Open(settings, cancellation);
        // Whoever serves this folder later signs in as a person of its own county.
        if (options.Data is { } served) await FirstRun.Make(survey.County.Accounts, runtime.Stores.Accounts, Path.Combine(served, "first-run.json"), survey.First);
        var run = new ReplayRun(runtime, survey, ResponseModel.Default, options.Seed);
        var watch = Stopwatch.StartNew();
        await ReplayDisplay.While(console, run.Progress, survey.Orders, () => run.Run(options.Until, cancellation));
        if (options.Data is { } reached) ManualClock.Keep(reached, runtime.Time.GetUtcNow());
        var report = await Report(options, survey, runtime, run.Progress, watch.Elapsed, cancellation);
        if (county is not null) await county(runtime);
        return report;
    }

    private static async Task<ReplayReport> Report(
        ReplayOptions options, OrderSurvey survey, CountyRuntime runtime, ReplayProgress progress, TimeSpan took, CancellationToken cancellation)
    {
        var record = await FiguresFromRecord.Read(runtime.Cases, runtime.Notices, cancellation);
        var figures = record.Figures;
        var shares = UnitShare.Of(survey.Flags, record.Units, runtime.Directory.Current);
        return new()
        {
            File = survey.File.Name,
            Map = survey.File.Map.Name,
            ShiftWeeks = survey.File.Map.ShiftWeeks,
            Seed = options.Seed,
            PolicyVersion = runtime.Policies.Current.LatestPolicy.Version,
            CalendarVersion = runtime.Policies.Current.LatestCalendar.Version,
            From = survey.First,
            To = survey.Last,
            Ended = progress.Now,
            Orders = survey.Orders,
            RepeatedRows = survey.Repeated.Count,
            OutOfOrderRows = survey.OutOfOrder,
            Kinds = survey.Kinds,
            Channels = survey.Channels,
            Figures = figures,
            Units = shares,
            LargestDifference = shares.Where(share => share.Orders >= UnitShare.Telling).Max(share => share.Difference) ?? 0,
            Refusals = progress.Refusals,
            Faults = [.. progress.Faults, .. ReplayReport.Unaccounted(options.Until is null ? survey.Orders : progress.RegisteredCases, figures, record.StillOpen, options.Until is null)],
            Seconds = took.TotalSeconds,
            EventsPerSecond = figures.Events / took.TotalSeconds,
        };
    }
}

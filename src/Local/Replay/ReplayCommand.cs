using System.CommandLine;
using GridCase.Engine;
using GridCase.Local.Replay.Orders;
using GridCase.Local.Storage;
using Spectre.Console;

namespace GridCase.Local.Replay;

/// <summary><c>replay FILE</c>: feeds a file of real orders through the whole workflows in virtual time.</summary>
public static class ReplayCommand
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file of orders." };
        var map = new Option<string?>("--map") { Description = "How its columns are read (JSON); a built-in mapping that fits, if left out." };
        var seed = new Option<int>("--seed") { Description = "Chance: the same seed gives the same table.", DefaultValueFactory = _ => 1 };
        var limit = new Option<int?>("--limit") { Description = "Reads so many rows only." };
        var until = new Option<DateTimeOffset?>("--until") { Description = "Stops at this instant of the replay's time, 2026-03-10T09:00+08:00, and leaves open what is open then." };
        var json = new Option<string?>("--json") { Description = "Writes all figures to this file." };
        var data = new Option<string>("--data") { Description = "Data folder, begun afresh.", DefaultValueFactory = _ => "replay-data" };
        var force = new Option<bool>("--force") { Description = "Replaces the folder of an earlier replay." };
        var command = new Command("replay", "Feed a file of real orders through the whole workflows in virtual time.") { file, map, seed, limit, until, json, data, force };
        command.Validators.Add(result =>
        {
            if (result.GetValue(limit) is < 1) result.AddError("--limit is 1 or more.");
        });
        command.SetAction((result, cancellation) => Invoke(
            new()
            {
                File = result.GetValue(file)!,
                Map = result.GetValue(map),
                Seed = result.GetValue(seed),
                Limit = result.GetValue(limit),
                Until = result.GetValue(until),
                Json = result.GetValue(json),
                Data = result.GetValue(data)!,
                Force = result.GetValue(force),
            },
            ReplayDisplay.Console(),
            cancellation));
        return command;
    }

    /// <summary>Replays and says how it went. 0: every case is accounted for; 1: not, or the file cannot be used; 130: stopped by a person.</summary>
    internal static async Task<int> Invoke(ReplayOptions options, IAnsiConsole console, CancellationToken cancellation)
    {
        try
        {
            var report = await Replaying.Run(options, console, cancellation);
            ReplayTable.Write(console, report);
            if (options.Json is { } path) await ReplayJson.Write(path, report);
            console.Say(report.IsWhole
                ? $"Next: verify --data {options.Data}, then serve --data {options.Data} --clock manual; accounts to sign in with are in {Path.Combine(options.Data ?? "", "first-run.json")}."
                : $"{report.Faults.Count} fault(s): the replay failed. Its data is in {options.Data}.");
            return report.IsWhole ? 0 : Failed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            console.Say($"Stopped. {options.Data} holds what was done so far; a new replay begins afresh with --force.");
            return Interrupted;
        }
        catch (Exception error) when (error is OrderFileException or DataFolderUnusableException or JournalUnusableException)
        {
            console.Say(error.Message);
            return Failed;
        }
    }
}

using System.CommandLine;
using GridCase.Faults;
using Spectre.Console;

var seeds = new Option<string>("--seeds") { Description = "Which seeds, for example 17, 1-200 or 3,9,40-44.", DefaultValueFactory = _ => "1-20" };
var parallel = new Option<int>("--parallel") { Description = "How many run at a time.", DefaultValueFactory = _ => 2 };
var keep = new Option<bool>("--keep") { Description = "Keeps the folders of seeds that passed, too." };
var json = new Option<string?>("--json") { Description = "Writes the results to this file." };
seeds.Validators.Add(result =>
{
    if (SeedList.Read(result.GetValueOrDefault<string>() ?? "") is null) result.AddError("--seeds is a list of seeds from 0 to 999999, for example 1-200 or 3,9,40-44.");
});
parallel.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 64) result.AddError("--parallel is 1 to 64.");
});
var root = new RootCommand("Runs a county under load, kills, holds and starves it from a seed, and holds what is left against what it promised.") { seeds, parallel, keep, json };
root.SetAction(async (result, _) =>
{
    var asked = SeedList.Read(result.GetValue(seeds)!)!;
    if (FaultSuite.Missing is { } missing) AnsiConsole.MarkupLineInterpolated($"[yellow]{missing}[/]");
    var ended = new List<SeedResult>();
    var results = await FaultSuite.Run(asked, result.GetValue(parallel), result.GetValue(keep), Ended, asked.Count == 1 ? Console.WriteLine : null);
    FaultReport.Write(results);
    return results.All(one => one.Passed) ? 0 : 1;

    // After each seed, so that a run that is ended early has said what it found.
    void Ended(SeedResult one)
    {
        ended.Add(one);
        FaultReport.Tell(one);
        if (result.GetValue(json) is { } file) FaultReport.Save(ended, file);
    }
});
return await root.Parse(args).InvokeAsync();

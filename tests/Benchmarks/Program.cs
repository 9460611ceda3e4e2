using System.CommandLine;
using GridCase.Benchmarks;
using GridCase.Tests.Shared;

var row = new Argument<string>("row") { Description = "lifecycle, timers, rollout, preview, phone, routing or all.", DefaultValueFactory = _ => "all" };
var stored = new Option<int>("--stored") { Description = "Closed cases that lie in the database already.", DefaultValueFactory = _ => 100_000 };
var seconds = new Option<int>("--seconds") { Description = "How long each figure is measured.", DefaultValueFactory = _ => 20 };
var data = new Option<string>("--data") { Description = "Keeps the stored cases between runs.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "gridcase-benchmarks") };
var json = new Option<string?>("--json") { Description = "Writes the figures to this file." };
row.AcceptOnlyFromAmong("lifecycle", "timers", "rollout", "preview", "phone", "routing", "all");
var orders = new Option<string>("--orders") { Description = "The order file from which routing learns.", DefaultValueFactory = _ => RealData.File("pingshan-2018-orders.csv") };
var root = new RootCommand("Measures what one machine must be able to show.") { row, stored, seconds, data, orders, json };
stored.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 0 or > 10_000_000) result.AddError("--stored is 0 to 10,000,000.");
});
seconds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 600) result.AddError("--seconds is 1 to 600.");
});
root.SetAction(async (result, _) =>
{
    var report = new Report();
    var (asked, time) = (result.GetValue(row), TimeSpan.FromSeconds(result.GetValue(seconds)));
    var folder = Directory.CreateDirectory(result.GetValue(data)!).FullName;
    report.Add("machine", Machine.Describe());
    report.Add("calibration-before", Calibration.Run(folder));
    if (asked is "lifecycle" or "all") report.Add("lifecycle", await LifecycleBenchmark.Run(folder, result.GetValue(stored), time));
    if (asked is "timers" or "all")
        foreach (var rate in TimerBenchmark.Rates) report.Add($"timers-{rate}", await TimerBenchmark.Run(folder, rate, time));
    if (asked is "rollout" or "all") report.Add("rollout", await RolloutBenchmark.Run(folder, result.GetValue(stored)));
    if (asked is "preview" or "all") report.Add("preview", await PreviewBenchmark.Run(folder, result.GetValue(stored)));
    if (asked is "phone" or "all") report.Add("phone", await PhoneBenchmark.Run(folder));
    if (asked is "routing" or "all") report.Add("routing", RoutingBenchmark.Run(result.GetValue(orders)!));
    report.Add("calibration-after", Calibration.Run(folder));
    report.Write(result.GetValue(json));
    return 0;
});
return await root.Parse(args).InvokeAsync();

using System.CommandLine;
using GridCase.Benchmarks;
using GridCase.Tests.Shared;
using Spectre.Console;

var names = Catalogue.All.Select(scenario => scenario.Name).ToArray();
var asked = new Argument<string[]>("scenarios") { Description = $"Any of {string.Join(", ", names)}; all where none is named.", Arity = ArgumentArity.ZeroOrMore };
var sizes = new Option<int[]>("--sizes") { Description = "Closed cases that lie stored where growth is measured. A million take an hour or more to make, and 35 GB.", DefaultValueFactory = _ => [1_000, 10_000, 100_000, 1_000_000], AllowMultipleArgumentsPerToken = true };
var stored = new Option<int>("--stored") { Description = "Closed cases that lie stored in the other rows.", DefaultValueFactory = _ => 100_000 };
var open = new Option<int>("--open") { Description = "Open cases in the rows about open cases.", DefaultValueFactory = _ => 100_000 };
var seconds = new Option<int>("--seconds") { Description = "How long each figure is measured.", DefaultValueFactory = _ => 15 };
var repeats = new Option<int>("--repeats") { Description = "How often each figure is taken, after a warm-up.", DefaultValueFactory = _ => 3 };
var data = new Option<string>("--data") { Description = "Keeps the stored cases between runs.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "gridcase-benchmarks") };
var orders = new Option<string>("--orders") { Description = "The order file from which proposals learn.", DefaultValueFactory = _ => RealData.File("pingshan-2018-orders.csv") };
var json = new Option<string?>("--json") { Description = "Writes every run to this file." };
var markdown = new Option<string?>("--markdown") { Description = "Writes the table to this file." };
asked.AcceptOnlyFromAmong(names);
foreach (var (option, least, most) in new[] { (stored, 1, 10_000_000), (open, 1, 1_000_000), (seconds, 1, 600), (repeats, 1, 100) })
{
    option.Validators.Add(result =>
    {
        if (int.TryParse(result.Tokens is [var one] ? one.Value : "", out var given) && (given < least || given > most)) result.AddError($"{option.Name} is {least:N0} to {most:N0}.");
    });
}

sizes.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int[]>()?.Any(size => size is < 1 or > 10_000_000) == true) result.AddError("--sizes are 1 to 10,000,000 each.");
});
var root = new RootCommand("Measures what one machine must be able to show.") { asked, sizes, stored, open, seconds, repeats, data, orders, json, markdown, HostChild.Command() };
root.SetAction(async (result, _) =>
{
    var folder = Directory.CreateDirectory(result.GetValue(data)!).FullName;
    var report = new Report(Machine.Describe());
    var chosen = Catalogue.All.Where(scenario => result.GetValue(asked) is not { Length: > 0 } some || some.Contains(scenario.Name)).ToArray();
    report.Calibrated(Calibration.Run(folder));
    await AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).StartAsync(async progress =>
    {
        foreach (var scenario in chosen)
        {
            var bar = progress.AddTask(scenario.Name);
            var setup = new Setup(
                folder, result.GetValue(sizes)!, result.GetValue(stored), result.GetValue(open), TimeSpan.FromSeconds(result.GetValue(seconds)), result.GetValue(repeats), result.GetValue(orders)!,
                saying => bar.Description = $"{scenario.Name}: {saying}");
            bar.MaxValue = scenario.Runs(setup);
            var series = new Series(() => bar.Increment(1));
            await scenario.Measure(setup, series);
            bar.Description = scenario.Name;
            bar.StopTask();
            report.Add(scenario, series);
            if (result.GetValue(json) is { } soFar) report.Write(soFar);
        }
    });
    report.Calibrated(Calibration.Run(folder));
    report.Print(AnsiConsole.Console);
    if (result.GetValue(json) is { } path) report.Write(path);
    if (result.GetValue(markdown) is { } page) await File.WriteAllTextAsync(page, report.Markdown());
    return report.IsAllMet ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();

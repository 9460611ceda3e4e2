using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace GridCase.Benchmarks;

/// <summary>All figures of a campaign: each run as JSON, and the table of what must be shown.</summary>
internal sealed class Report(IReadOnlyDictionary<string, object> machine)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly List<(Scenario Scenario, Series Series)> parts = [];
    private readonly List<IReadOnlyDictionary<string, object>> calibrations = [];

    public bool IsAllMet => Lines.All(line => line.IsMet);

    private IEnumerable<Line> Lines =>
        from part in parts
        from claim in part.Scenario.Claims
        let figure = part.Series.Of(claim.Figure, claim.Setting)
        where figure is not null
        select new Line(part.Scenario.Name, claim, claim.Measured(figure), claim.IsMet(figure));

    public void Calibrated(IReadOnlyDictionary<string, object> figures) => calibrations.Add(figures);

    public void Add(Scenario scenario, Series series) => parts.Add((scenario, series));

    /// <summary>Every figure of every scenario, and then the table.</summary>
    public void Print(IAnsiConsole console)
    {
        foreach (var (name, figure) in machine) console.MarkupLineInterpolated($"{name}: {figure}");
        foreach (var calibration in calibrations)
            foreach (var (name, figure) in calibration) console.MarkupLineInterpolated($"{name}: {Text(Convert.ToDouble(figure, System.Globalization.CultureInfo.InvariantCulture))}");
        foreach (var (scenario, series) in parts) console.Write(series.Settings.Count == 1 ? Repeats(scenario, series) : Settings(scenario, series));
        var claims = new Table().Border(TableBorder.Rounded).AddColumns("what", "target", "measured", "met", "scenario");
        foreach (var line in Lines) claims.AddRow(line.Claim.What, line.Claim.Target, line.Measured, line.IsMet ? "[green]yes[/]" : "[red]no[/]", line.Scenario);
        if (claims.Rows.Count > 0) console.Write(claims);
    }

    /// <summary>The table as Markdown, for a page.</summary>
    public string Markdown()
    {
        var page = new StringBuilder("| what | target | measured | met |\n| --- | --- | --- | --- |\n");
        foreach (var line in Lines) page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {line.Claim.What} | {line.Claim.Target} | {line.Measured} | {(line.IsMet ? "yes" : "no")} |\n");
        return page.ToString();
    }

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(
        new
        {
            machine,
            calibrations,
            scenarios = parts.ToDictionary(part => part.Scenario.Name, part => part.Series.Runs),
            table = Lines.Select(line => new { line.Scenario, line.Claim.What, line.Claim.Target, line.Measured, line.IsMet }),
        },
        Json));

    private static Table Repeats(Scenario scenario, Series series)
    {
        var table = Titled(scenario).AddColumns("figure", "middle", "least", "most");
        foreach (var name in series.Names)
            if (series.Of(name, series.Settings[0]) is { } spread)
                table.AddRow(name, Text(spread.Middle), Text(spread.Least), Text(spread.Most));
        return table;
    }

    private static Table Settings(Scenario scenario, Series series)
    {
        var table = Titled(scenario).AddColumn("figure (middle)").AddColumns([.. series.Settings]);
        foreach (var name in series.Names) table.AddRow([name, .. series.Settings.Select(setting => series.Of(name, setting) is { } spread ? Text(spread.Middle) : "")]);
        return table;
    }

    private static Table Titled(Scenario scenario) => new Table { Title = new(Markup.Escape($"{scenario.Name}: {scenario.What}")) }.Border(TableBorder.Simple);

    private static string Text(double value) => FormattableString.Invariant($"{value:#,##0.###}");

    private sealed record Line(string Scenario, Claim Claim, string Measured, bool IsMet);
}

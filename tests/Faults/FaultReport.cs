using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace GridCase.Faults;

/// <summary>What is told of the seeds on the screen.</summary>
internal static class FaultReport
{
    private const int MostBreaches = 12;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    /// <summary>One line for each seed; for one that failed its breaches, the folder that was kept, and how to see it again.</summary>
    public static void Tell(SeedResult result)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"seed {result.Seed}: {(result.Passed ? "passed" : "FAILED")} in {result.Took.TotalSeconds:0.0} s, {result.Inputs} inputs, {result.Facts} facts");
        Console.WriteLine(line);
        if (result.Passed) return;
        foreach (var breach in result.Breaches.Take(MostBreaches)) Console.WriteLine("  " + breach);
        if (result.Breaches.Count > MostBreaches) Console.WriteLine($"  and {result.Breaches.Count - MostBreaches} more");
        Console.WriteLine($"  kept: {result.Folder}");
        Console.WriteLine($"  again: dotnet run -c Release --project tests/Faults -- --seeds {result.Seed}");
    }

    /// <summary>Writes what is known so far to a file.</summary>
    public static void Save(IReadOnlyList<SeedResult> results, string file) => File.WriteAllText(file, JsonSerializer.Serialize(results, Json));

    public static void Write(IReadOnlyList<SeedResult> results)
    {
        var table = new Table().HideHeaders().AddColumn("what").AddColumn(new TableColumn("how many").RightAligned());
        void Row(string what, int count) => table.AddRow(what, count.ToString("N0", CultureInfo.InvariantCulture));
        Row("seeds passed", results.Count(one => one.Passed));
        Row("seeds failed", results.Count(one => !one.Passed));
        Row("inputs accepted", results.Sum(one => one.Inputs));
        Row("inputs refused by the rules", results.Sum(one => one.Refused.Values.Sum()));
        Row("duplicates sent", results.Sum(one => one.Duplicates));
        Row("kills", results.Sum(one => one.Kills));
        Row("stops and continues", results.Sum(one => one.Holds));
        Row("disk-full spells", results.Sum(one => one.FullDisks));
        Row("busy spells", results.Sum(one => one.BusySpells));
        Row("clock jumps", results.Sum(one => one.Jumps));
        Row("receiver outages", results.Sum(one => one.Outages));
        Row("restarts after a lost database", results.Sum(one => one.Restarts));
        Row("cases", results.Sum(one => one.Cases));
        Row("facts", results.Sum(one => one.Facts));
        Row("facts compared with a second execution", results.Sum(one => one.Compared));
        Row("notices received", results.Sum(one => one.Notices));
        Row("hotline events received", results.Sum(one => one.Events));
        Row("breaches", results.Sum(one => one.Breaches.Count));
        AnsiConsole.Write(table);
        var refused = results.SelectMany(one => one.Refused).GroupBy(code => code.Key).OrderByDescending(code => code.Sum(one => one.Value)).Select(code => $"{code.Sum(one => one.Value)} {code.Key}");
        AnsiConsole.WriteLine("Refused: " + string.Join(", ", refused));
    }
}

using System.CommandLine;
using GridCase.Engine;
using GridCase.Local.Storage;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Local.Verify;

/// <summary><c>verify</c>: recomputes every hash chain, seal and index of a data folder that no host is using.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Data folder.", DefaultValueFactory = _ => "data" };
        var rebuild = new Option<bool>("--rebuild") { Description = "Writes the indexes anew from the facts. Facts and seals are never touched." };
        var command = new Command("verify", "Recompute every hash chain and index; exit code 1 on any difference.") { data, rebuild };
        command.SetAction((result, cancellation) => Task.FromResult(Verify(result.GetValue(data)!, result.GetValue(rebuild), cancellation)));
        return command;
    }

    private static int Verify(string path, bool rebuild, CancellationToken cancellation)
    {
        if (!DataFolder.Exists(path))
        {
            Console.Error.WriteLine($"There is no county in {path}. Name the data folder with --data.");
            return 1;
        }

        try
        {
            using var folder = DataFolder.Open(path);
            // A folder of an earlier release has no rules of its own yet: it was read with those built in.
            var rules = new SqliteRuleStore(folder.Journal, folder.Keys, Departures.None);
            var policies = rules.HasBegun ? rules.Current : PolicyBook.BuiltIn;
            var books = new Books(folder.Journal, folder.Keys, file => Agenda.Next(file, policies)?.Instant);
            var report = rebuild ? books.Rebuild(null, cancellation) : books.Check(null, cancellation);
            Print(report);
            return report.InOrder ? 0 : 1;
        }
        catch (Exception refusal) when (refusal is JournalUnusableException or DataFolderUnusableException)
        {
            Console.Error.WriteLine(refusal.Message);
            return 1;
        }
    }

    private static void Print(BooksReport report)
    {
        Console.WriteLine($"{report.Cases} cases, {report.Facts} facts, {report.Seals} day seals.");
        if (report.Rewritten > 0) Console.WriteLine($"{report.Rewritten} indexes were written anew.");
        foreach (var difference in report.Differences) Console.WriteLine($"  {difference}");
        if (report.Further > 0) Console.WriteLine($"  … and {report.Further} more.");
        Console.WriteLine(report.InOrder ? "The books are in order. 账目相符。" : "The books are NOT in order. 账目不符。");
    }
}

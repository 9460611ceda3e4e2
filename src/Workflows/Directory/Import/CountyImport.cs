using System.Collections.Immutable;

namespace GridCase.Workflows.Directory.Import;

/// <summary>What a file would make of a county.</summary>
/// <param name="After">The county with the file taken; null while anything is wrong.</param>
/// <param name="Faults">The first 200 things that are wrong, in the order of the rows.</param>
/// <param name="FaultCount">How many there are in all.</param>
/// <param name="Entries">Which row says which entry.</param>
/// <param name="PassedOver">Rows that are another county's.</param>
public sealed record ImportPlan(County? After, ImmutableArray<ImportFault> Faults, int FaultCount, ImmutableDictionary<string, int> Entries, int PassedOver);

/// <summary>
/// Takes a file into a county, all of it or nothing. A row adds the entry that it names, or changes it: a column that the file lacks leaves what stood there,
/// an empty cell empties it. What the file does not name stays. The same file again changes nothing. Pure.
/// </summary>
public static class CountyImport
{
    /// <summary>Plans a file.</summary>
    /// <param name="county">For divisions, which county of the file is meant; null takes the only one, or the county's own.</param>
    public static ImportPlan Plan(County current, ImportWhat what, ImportTable table, string? county = null)
    {
        var faults = new FaultList();
        var columns = new ImportColumns(what, table.Columns, faults);
        if (faults.Count > 0) return Refused(faults);
        var draft = new ImportDraft(current);
        var faulty = new HashSet<string>();
        List<RowReader> rows = [];
        foreach (var row in table.Rows)
        {
            var before = faults.Count;
            if (CellCheck.IsReadable(row, columns, faults)) rows.Add(new(columns, row, faults));
            // What refers to an entry that could not be read is not called a fault too.
            if (faults.Count > before) faulty.UnionWith(columns.KeysOf(row));
        }

        if (what == ImportWhat.Divisions) DivisionRows.Read(rows, draft, faults, county);
        else
        {
            foreach (var reader in rows)
            {
                var entry = EntryRows.Read(what, reader, draft);
                if (entry is not null && !draft.Named(entry, reader.Number)) reader.Fault(null, entry, $"it stands in row {draft.RowOf(entry)} already", "Keep one of the two rows.");
                if (!reader.IsSound && entry is not null) faulty.Add(entry[(entry.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            }
        }

        var after = draft.Build();
        Contradictions(after, draft, faulty, faults);
        return faults.Count > 0 ? Refused(faults) : new(after, [], 0, draft.Entries, draft.PassedOver);
    }

    /// <summary>Findings of the whole county, each at the row that it is about. Those about what could not be read would mislead.</summary>
    private static void Contradictions(County after, ImportDraft draft, HashSet<string> faulty, FaultList faults)
    {
        foreach (var finding in CountyCheck.Findings(after))
            if (!faulty.Overlaps(WordsOf(finding)))
                faults.Add(draft.RowOf(finding.Entry), null, null, finding.ToString(), "Correct the row, or import first what it refers to.");
    }

    /// <summary>The codes and ids in a finding, among other words.</summary>
    private static string[] WordsOf(CountyFinding finding) => finding.ToString().Split([' ', ':', ',', ';', '\'', '(', ')']);

    private static ImportPlan Refused(FaultList faults) => new(null, faults.Kept, faults.Count, ImmutableDictionary<string, int>.Empty, 0);
}

using System.Collections.Immutable;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Directory.Import;

namespace GridCase.Workflows.Care;

/// <summary>What a file would make of the register.</summary>
/// <param name="Rows">What each row would do; empty while anything is wrong.</param>
/// <param name="Faults">The first 200 things that are wrong, in the order of the rows.</param>
public sealed record CareImportPlan(ImmutableArray<CareImportRow> Rows, ImmutableArray<ImportFault> Faults, int FaultCount);

/// <summary>One row of a file.</summary>
/// <param name="Known">The entry that it names; null for a new one.</param>
/// <param name="Entry">Who is to be visited how often and where.</param>
public sealed record CareImportRow(int Row, string Reference, CarePerson? Known, CareEntry Entry)
{
    /// <summary>True when it says what stands there already.</summary>
    public bool IsUnchanged => Known is { } person && person.Tier == Entry.Tier && person.GridCode == Entry.GridCode;
}

/// <summary>
/// Takes a CSV file into the register, all of it or nothing. A row adds the person of its reference, or changes tier and grid of one that is known; name,
/// address and phone are taken for new ones only, since nobody may compare them unseen. Pure but for asking what is known.
/// </summary>
public static class CareImport
{
    /// <summary>How many rows one file may have.</summary>
    public const int MostRows = 5_000;

    private const int LongestReference = 40;

    private static readonly ImmutableArray<ImportColumn> Columns =
    [
        new("reference", "编号", true), new("grid", "网格编码", true), new("tier", "走访等级", true), new("name", "姓名", true), new("address", "地址"), new("phone", "电话"), new("firstVisitBy", "首访期限"),
    ];

    private static readonly ImportWords<CareTier> Tiers = new((CareTier.High, "重点关爱"), (CareTier.Key, "经常走访"), (CareTier.General, "一般走访"));

    /// <summary>The references that a file names, each once; nothing else of it has to be looked up.</summary>
    public static ImmutableArray<string> References(ImportTable table) => new ImportColumns(Columns, table.Columns, new FaultList()).KeysOf(table, LongestReference);

    /// <param name="known">The entry of a reference, or none.</param>
    /// <param name="mayWrite">Whether who imports may write in a grid; an entry of another grid may not be pulled over either.</param>
    public static CareImportPlan Plan(ImportTable table, CountyDirectory directory, Func<string, CarePerson?> known, Func<string, bool> mayWrite)
    {
        var faults = new FaultList();
        var columns = new ImportColumns(Columns, table.Columns, faults);
        var rows = ImmutableArray.CreateBuilder<CareImportRow>();
        var seen = new Dictionary<string, int>();
        foreach (var row in faults.Count > 0 ? [] : table.Rows)
        {
            if (!CellCheck.IsReadable(row, columns, faults)) continue;
            var reader = new RowReader(columns, row, faults);
            var read = Read(reader, directory, known, mayWrite);
            if (read is not null && !seen.TryAdd(read.Reference, row.Number)) reader.Fault("reference", read.Reference, $"it stands in row {seen[read.Reference]} already", "Keep one of the two rows.");
            if (read is not null && reader.IsSound) rows.Add(read);
        }

        return faults.Count > 0 ? new([], faults.Kept, faults.Count) : new(rows.ToImmutable(), [], 0);
    }

    private static CareImportRow? Read(RowReader reader, CountyDirectory directory, Func<string, CarePerson?> known, Func<string, bool> mayWrite)
    {
        var reference = reader.Required("reference");
        if (reference.Length == 0) return null;
        if (reference.Length > LongestReference || reference.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-'))
            reader.Fault("reference", reference, "it is no reference", "Write letters, digits and hyphens, at most 40.");
        else if (reference.Count(char.IsAsciiDigit) >= 11 && !reference.Contains('-', StringComparison.Ordinal))
            reader.Fault("reference", null, "it looks like an identity or phone number", "Give each person a number of your own list.");
        if (!reader.IsSound) return null;
        var person = known(reference);
        var grid = reader.Required("grid");
        if (grid.Length > 0 && (directory.Grid(grid) is null || !mayWrite(grid))) reader.Fault("grid", grid, "there is no such grid, or none within your scope", "Write a code of 15 digits from the list of grids.");
        else if (person is not null && !mayWrite(person.GridCode)) reader.Fault("reference", reference, "it is the number of an entry that lies outside your scope", "Leave the row out.");
        if (person is { State: CareState.Ended }) reader.Fault("reference", reference, "the visits of this entry have ended", "Give it a new number if they are to begin again.");
        if (reader.Cell("tier") is null) reader.Required("tier");
        var tier = reader.Word("tier", CareTier.General, Tiers);
        DateOnly? first = reader.Cell("firstVisitBy") is null ? null : DateOnly.FromDateTime(reader.Instant("firstVisitBy", false).DateTime);
        return new(reader.Number, reference, person, new(grid, tier, new(reader.Required("name"), reader.Cell("address"), reader.Cell("phone")), first));
    }
}

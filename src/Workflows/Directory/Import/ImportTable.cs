using System.Collections.Immutable;

namespace GridCase.Workflows.Directory.Import;

/// <summary>A file as its rows, cells as text. Whoever reads the file makes it; nothing is judged yet.</summary>
/// <param name="Columns">The names in the first row.</param>
public sealed record ImportTable(ImmutableArray<string> Columns, ImmutableArray<ImportRow> Rows)
{
    /// <summary>How many rows a file may have.</summary>
    public const int MostRows = 50_000;
}

/// <param name="Number">As a spreadsheet counts: the names of the columns are row 1.</param>
public sealed record ImportRow(int Number, ImmutableArray<string> Cells);

/// <summary>Which list of the directory a file is for.</summary>
public enum ImportWhat
{
    Units,
    Grids,
    Posts,
    People,
    Absences,

    /// <summary>统计用区划代码: towns and villages with their 12-digit codes.</summary>
    Divisions,
}

/// <summary>Something in a file that keeps it from being taken.</summary>
/// <param name="Row">Null for what concerns the file as a whole.</param>
/// <param name="Value">What stands there, shortened.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ImportFault(int? Row, string? Column, string? Value, string Problem, string Remedy);

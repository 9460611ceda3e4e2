namespace GridCase.Workflows.Directory.Import;

/// <summary>Looks over the cells before anything is read from them: their number, their length, control characters, and what a spreadsheet would run.</summary>
internal static class CellCheck
{
    private const int LongestCell = 2_000;

    /// <summary>How a spreadsheet recognises a formula; in a Chinese one the wide signs as well.</summary>
    private const string FormulaSigns = "=+-@＝＋－＠";

    /// <summary>False when the row cannot be read as one of this file.</summary>
    public static bool IsReadable(ImportRow row, ImportColumns columns, FaultList faults)
    {
        if (row.Cells.Length != columns.Count)
        {
            faults.Add(row.Number, null, null, $"the row has {row.Cells.Length} cells, the first row {columns.Count}", "Put a cell that contains a comma in double quotes, and leave no cell out.");
            return false;
        }

        var sound = true;
        for (var place = 0; place < row.Cells.Length; place++)
        {
            if (Fault(row.Cells[place]) is not var (problem, remedy)) continue;
            faults.Add(row.Number, columns.NameAt(place), row.Cells[place], problem, remedy);
            sound = false;
        }

        return sound;
    }

    private static (string Problem, string Remedy)? Fault(string cell)
    {
        if (cell.Length > LongestCell) return ($"it has more than {LongestCell} characters", "Shorten it; if it swallowed the rows below, close a double quote.");
        foreach (var letter in cell)
            if (char.IsControl(letter)) return (letter is '\r' or '\n' ? "it contains a line break" : "it contains a control character", "Remove it, and close a double quote if one was left open.");
        var text = cell.AsSpan().TrimStart();
        return text.Length > 0 && FormulaSigns.Contains(text[0], StringComparison.Ordinal)
            ? ($"it begins with {text[0]}, as a formula does", "Write the value itself; leave the cell empty where there is none.")
            : null;
    }
}

using GridCase.Tests.Shared;

namespace GridCase.Local.Tests.Counties;

/// <summary>Rows of a data file by column name. These files quote nothing; one that does is refused rather than misread.</summary>
internal static class PlainTable
{
    public static List<Dictionary<string, string>> Rows(params string[] path)
    {
        var lines = File.ReadAllLines(RealData.File(path));
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => columns.Zip(Cells(line, columns.Length)).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private static string[] Cells(string line, int columns)
    {
        var cells = line.Split(',');
        return cells.Length == columns && !line.Contains('"') ? cells : throw new InvalidDataException($"Not a plain row of {columns} cells: {line}");
    }
}

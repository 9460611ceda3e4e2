using System.Globalization;
using System.Text.RegularExpressions;

namespace GridCase.Functions.Tests.Cost;

/// <summary>What the page of the operator, <c>docs/azure.md</c>, says that a county costs.</summary>
internal sealed partial class CostPage
{
    private readonly IReadOnlyList<IReadOnlyList<string>> rows;

    private CostPage(IEnumerable<string> lines) => rows = [.. lines.Where(line => line.StartsWith('|')).Select(line => (IReadOnlyList<string>)[.. line.Trim('|').Split('|').Select(cell => cell.Trim())])];

    public static CostPage Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "azure.yaml"))) folder = folder.Parent ?? throw new FileNotFoundException("The repository is not above this test.");
        return new(File.ReadLines(Path.Combine(folder.FullName, "docs", "azure.md")));
    }

    /// <summary>A count of the table with the symbols, by its symbol and the beginning of its column's head.</summary>
    public double Count(string symbol, string column)
    {
        var head = rows.Single(row => row is ["what", "symbol", ..]);
        var row = rows.Single(row => row.Count == head.Count && row[1] == $"`{symbol}`");
        return Number(row[head.ToList().FindIndex(cell => cell.StartsWith(column, StringComparison.Ordinal))]);
    }

    /// <summary>The numbers behind the label of the one row that begins so; a cell without any is left out.</summary>
    public IReadOnlyList<double> Figures(string label) => [.. rows.Single(row => row[0].StartsWith(label, StringComparison.Ordinal)).Skip(1).Where(cell => Digits().IsMatch(cell)).Select(Number)];

    /// <summary>What 10,000 cases come to by a price: the price of a million, the millions, and the product.</summary>
    public (double Price, double Millions, double Cost) Sum(string price)
    {
        var row = rows.Single(row => row.Count == 3 && row[1].StartsWith($"`{price}` = ", StringComparison.Ordinal));
        var sum = Product().Match(row[2]);
        return (Number(row[1]), Number(sum.Groups["millions"].Value), Number(sum.Groups["cost"].Value));
    }

    private static double Number(string cell) => double.Parse(Digits().Match(cell).Value, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d[\d,]*(\.\d+)?")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?<millions>[\d.]+) million × `\w+` = (?<cost>[\d.,]+)")]
    private static partial Regex Product();
}

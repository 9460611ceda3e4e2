using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GridCase.Api.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests.Abuse;

/// <summary>Files for a spreadsheet: no cell of any of them can begin a formula, whatever stands in the directory or came in.</summary>
public sealed class FormulaTests
{
    private const string Signs = "=+-@＝＋－＠";

    /// <summary>Files that go out, each with a test below that fills it with formulas.</summary>
    private static readonly string[] Known = ["GET /api/exports/cases.csv"];

    private static readonly string[] Odds = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", " ", "\u00a0", "\u3000", "\ufeff", "\u200b", "\0", "'", "\"", "“", ",", ";", "a", "1", "井", "|", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x\")"];

    [Fact]
    public void Every_door_that_gives_a_file_of_cells_is_known_here()
    {
        var doors = EveryDoor.All.Where(door => door.Reads && (door.Plate.Offers.Any(offer => offer.Contains("csv", StringComparison.Ordinal) || offer.Contains("sheet", StringComparison.Ordinal)) || door.Path.Contains("export", StringComparison.Ordinal))).Select(door => $"{door.Method} {door.Path}");
        Assert.True(Known.Order().SequenceEqual(doors.Order()), $"Doors that give files for spreadsheets are {string.Join(", ", doors)}: let each write its cells by {nameof(CsvCell)}, fill it with formulas in a test here, and add it to {nameof(Known)}.");
    }

    [Fact]
    public void No_text_becomes_a_cell_that_a_spreadsheet_takes_for_a_formula() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Gen.Elements(Odds).ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var cell = CsvCell.Of(text);
            var shown = Unquoted(cell);
            return !BeginsFormula(shown) && (shown == text || shown == "'" + text) && (shown == text || BeginsFormula(text)) && (cell.StartsWith('"') || cell.IndexOfAny([',', '"', '\r', '\n']) < 0);
        }));

    [Fact]
    public async Task An_export_full_of_formulas_has_none()
    {
        await using var host = new ApiHost();
        // A name takes no control character; cells that begin with one are the property's above.
        string[] formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠1", " =1", "\"=1", "'=1", "\u3000=1", "\u00a0=1", "“=1", "a,=1"];
        var county = (await host.Stores.Directory.Load())!;
        var grids = county.Grids.Take(formulas.Length).Select(grid => grid.Code).ToList();
        foreach (var (formula, at) in formulas.Select((formula, at) => (formula, at)))
        {
            county = county with
            {
                Grids = [.. county.Grids.Select(grid => grid.Code == grids[at] ? grid with { Name = formula } : grid)],
                Categories = [.. county.Categories.Select((category, place) => place == at ? category with { Name = formula } : category)],
                Units = [.. county.Units.Select(unit => unit.Kind == UnitKind.Village && grids[at].StartsWith(unit.Code, StringComparison.Ordinal) ? unit with { Name = formula } : unit)],
            };
        }

        await host.Stores.Directory.Save(county, county.Version);
        foreach (var (grid, at) in grids.Select((grid, at) => (grid, at)))
            await host.Accept($"F-{at}", order => (order["gridCode"], order["category"], order["title"], order["text"]) = (grid, county.Categories[at % county.Categories.Length].Code, formulas[at], formulas[at] + "."));
        var file = Encoding.UTF8.GetString(await (await host.As("dispatcher")).GetByteArrayAsync("/api/exports/cases.csv")).TrimStart('\ufeff');
        var rows = Rows(file).ToList();
        Assert.Equal(formulas.Length + 1, rows.Count);
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        Assert.All(rows.SelectMany(row => row), cell => Assert.False(BeginsFormula(cell), cell));
        Assert.Contains("'=1+1", rows.SelectMany(row => row));
    }

    /// <summary>Blanks, line ends and quotes before the sign do not keep every spreadsheet from seeing it.</summary>
    private static bool BeginsFormula(string cell) => cell.Length > 0 && (cell[0] is '\t' or '\r' or '\n' || cell.TrimStart([.. " \t\r\n\u00a0\u3000\ufeff\u200b\0\"“”"]) is { Length: > 0 } text && Signs.Contains(text[0], StringComparison.Ordinal));

    private static string Unquoted(string cell) => cell.StartsWith('"') && cell.EndsWith('"') && cell.Length > 1 ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell;

    /// <summary>RFC 4180, read apart from the product.</summary>
    private static IEnumerable<IReadOnlyList<string>> Rows(string file)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < file.Length; i++)
        {
            if (quoted && file[i] == '"' && i + 1 < file.Length && file[i + 1] == '"') cell.Append(file[i++]);
            else if (file[i] == '"') quoted = !quoted;
            else if (!quoted && file[i] == ',') End();
            else if (!quoted && file[i] == '\r' && file[i + 1] == '\n')
            {
                End();
                yield return [.. cells];
                cells.Clear();
                i++;
            }
            else cell.Append(file[i]);
        }

        void End()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }
}

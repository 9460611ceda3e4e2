using System.Globalization;
using System.Text;
using GridCase.Api.Hosting;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Cases;

/// <summary>The case list as a file for a spreadsheet, streamed page by page.</summary>
internal static class ExportEndpoint
{
    private static readonly string[] Columns =
    [
        "code", "caseId", "channel", "kind", "category", "categoryName", "grade", "stage", "state", "light", "unit", "unitName", "grid", "gridName", "registeredAt", "changedAt", "nextAt",
    ];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/exports/cases.csv", Get).Everyone("text/csv").Paged()
        .Summary("Export cases", "The filters of the case list, cut to scope, streamed as UTF-8 CSV. No cell can start a formula.").Gives(200, "text/csv");

    private static async Task<IResult> Get(HttpContext http, CaseListing listing, [AsParameters] CaseFilter filter)
    {
        var caller = http.Caller();
        var query = filter.QueryFor(caller) with { Limit = Requests.Asked.MaxLimit };
        // Before anything is sent: a cursor that is none is refused, and not found out in the middle of a file.
        var first = await listing.Page(filter, query, http.RequestAborted);
        return Results.Stream(stream => Write(stream, first, after => listing.Page(filter, query with { After = after }, http.RequestAborted), caller.Directory, http.RequestAborted), "text/csv; charset=utf-8", "cases.csv");
    }

    private static async Task Write(Stream stream, CasePage first, Func<string, Task<CasePage>> next, CountyDirectory directory, CancellationToken cancellation)
    {
        // The mark at the beginning tells spreadsheets that Chinese is to be read as UTF-8.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(true)) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', Columns).AsMemory(), cancellation);
        for (var page = first; ; page = await next(page.Next))
        {
            foreach (var row in page.Rows) await writer.WriteLineAsync(string.Join(',', CellsOf(row, directory).Select(CsvCell.Of)).AsMemory(), cancellation);
            await writer.FlushAsync(cancellation);
            if (page.Next is null) return;
        }
    }

    private static IEnumerable<string?> CellsOf(CaseRow row, CountyDirectory directory) =>
    [
        row.Code, row.CaseId, KebabCase.Of(row.Channel), KebabCase.Of(row.Kind), row.Category, directory.Category(row.Category)?.Name, KebabCase.Of(row.Grade), KebabCase.Of(row.Stage),
        KebabCase.Of(row.Status), KebabCase.Of(row.Light), row.UnitCode, CaseViews.UnitName(row.UnitCode, directory), row.GridCode,
        row.GridCode is { } grid ? directory.Grid(grid)?.Name : null, TimeOf(row.RegisteredAt), TimeOf(row.ChangedAt), row.NextAt is { } next ? TimeOf(next) : null,
    ];

    private static string TimeOf(DateTimeOffset instant) => instant.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>One cell of a CSV file.</summary>
internal static class CsvCell
{
    private const string FormulaSigns = "=+-@＝＋－＠";

    /// <summary>What some spreadsheets pass over before they look whether a cell begins a formula.</summary>
    private const string PassedOver = " \t\r\n\u00A0\u3000\uFEFF\u200B\0\"“”";

    /// <summary>Quoted where needed; a cell that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (BeginsFormula(text)) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool BeginsFormula(string text) =>
        text[0] is '\t' or '\r' or '\n' || (text.AsSpan().TrimStart(PassedOver) is { Length: > 0 } rest && FormulaSigns.Contains(rest[0], StringComparison.Ordinal));
}

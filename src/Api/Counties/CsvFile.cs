using System.Collections.Immutable;
using System.Text;
using CsvHelper;
using GridCase.Api.Problems;
using GridCase.Workflows.Directory.Import;

namespace GridCase.Api.Counties;

/// <summary>Reads a CSV file (RFC 4180, commas, UTF-8 with or without a byte order mark) into rows of text.</summary>
internal static class CsvFile
{
    /// <summary>No list has a fifth of it; a file of five million commas would keep the host busy with naming them.</summary>
    private const int MostColumns = 100;

    private static readonly UTF8Encoding Strict = new(false, true);

    /// <exception cref="ProblemException">400 for another encoding or an empty file, 422 for too many rows or broken quotes; the row is named.</exception>
    public static ImportTable Read(byte[] bytes)
    {
        var faults = new List<ProblemFinding>();
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            Separator = ',',
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = broken => faults.Add(new(null, "a double quote stands inside a cell, or is never closed", (int)broken.LineNumber, Remedy: "Put the whole cell in double quotes and write each quote within twice.")),
            TrackLineNumbers = true,
        };
        using var reader = CsvReader.FromText(TextOf(bytes), options);
        ImmutableArray<string> columns = [];
        var rows = ImmutableArray.CreateBuilder<ImportRow>();
        while (reader.Read())
        {
            if (columns.IsEmpty && reader.FieldCount > MostColumns) throw TooManyColumns(reader.FieldCount);
            var cells = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToImmutableArray();
            if (columns.IsEmpty) columns = [.. cells.Select(name => name.Trim())];
            else if (cells.All(string.IsNullOrWhiteSpace)) continue;
            else if (rows.Count == ImportTable.MostRows) throw ProblemException.Inconsistent("too-many-rows", $"A file has at most {ImportTable.MostRows} rows; send it in parts.");
            else rows.Add(new((int)reader.LineNumber, cells));
        }

        if (columns.IsEmpty && faults.Count == 0) throw ProblemException.Malformed("empty-file", "The file has no first row with the names of the columns.");
        if (faults.Count > 0) throw Unreadable(faults);
        return new(columns, rows.DrainToImmutable());
    }

    private static ProblemException TooManyColumns(int count) => Unreadable([new(null, $"the file has {count} columns", 1, Remedy: $"Send at most {MostColumns} columns, separated by commas.")]);

    private static ProblemException Unreadable(List<ProblemFinding> faults) =>
        new(StatusCodes.Status422UnprocessableEntity, "import-has-faults", $"{faults.Count} row(s) cannot be read; nothing was changed.") { Findings = [.. faults.Take(200)] };

    private static string TextOf(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) throw NotUtf8("it is UTF-16");
        try
        {
            return Strict.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsSpan(3) : bytes);
        }
        catch (DecoderFallbackException)
        {
            throw NotUtf8(LooksLikeGb18030(bytes) ? "its bytes look like GB18030 (GBK), as spreadsheets in China write it by default" : "some of its bytes are none");
        }
    }

    /// <summary>Whether every byte above ASCII is half of a pair as GBK makes them.</summary>
    private static bool LooksLikeGb18030(byte[] bytes)
    {
        for (var place = 0; place < bytes.Length; place++)
        {
            if (bytes[place] < 0x80) continue;
            if (bytes[place] is 0x80 or 0xFF || ++place == bytes.Length || bytes[place] is < 0x30 or 0x7F or 0xFF) return false;
        }

        return true;
    }

    private static ProblemException NotUtf8(string how) =>
        ProblemException.Malformed("not-utf8", $"The file is not UTF-8: {how}. Save it as “CSV UTF-8” (Excel and WPS: 另存为 → CSV UTF-8) and send it again.");
}

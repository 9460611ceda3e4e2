using System.Globalization;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>Texts of cases, each encrypted for its place, in rows beside the facts.</summary>
internal sealed class CaseTexts(Shelf cases, TextCipher cipher)
{
    private const string Beginning = "text|";
    private const int FactDigits = 7;
    private const int OrdinalDigits = 3;

    /// <summary>The rows of an append's texts.</summary>
    public IEnumerable<Row> Of(string partition, IReadOnlyList<PrivateText> texts)
    {
        var ordinal = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i];
            ordinal = i > 0 && text.FactNumber == texts[i - 1].FactNumber ? ordinal + 1 : 0;
            var row = Row.Of(partition, $"{Beginning}{TableKeys.Ascending(text.FactNumber, FactDigits)}|{TableKeys.Ascending(ordinal, OrdinalDigits)}");
            row.Word = text.Field;
            yield return row.With(cipher.Encrypt(text.Value, TextCipher.PlaceOf(text.CaseId, text.FactNumber, text.Field)));
        }
    }

    /// <summary>The texts of a case in order, those of some fields.</summary>
    public async Task<IReadOnlyList<PrivateText>> Read(string caseId, Func<string, bool> fields, CancellationToken cancellation)
    {
        if (!AppendCheck.IsCaseId(caseId)) return [];
        var rows = await cases.List<Row>(Stretch.Of(CaseHeadRow.PartitionOf(caseId)).Beginning(Beginning), null, cancellation).ConfigureAwait(false);
        return [.. rows.Where(row => fields(row.Word!)).Select(row => Open(caseId, row))];
    }

    private PrivateText Open(string caseId, Row row)
    {
        var fact = int.Parse(row.RowKey.AsSpan(Beginning.Length, FactDigits), NumberStyles.None, CultureInfo.InvariantCulture);
        return new(caseId, fact, row.Word!, cipher.Decrypt(row.ReadBody(), TextCipher.PlaceOf(caseId, fact, row.Word!)));
    }
}

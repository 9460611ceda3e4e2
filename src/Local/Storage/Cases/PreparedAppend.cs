using System.Text;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>An append checked, encoded and encrypted by the caller's thread, so that the writer only has to write it.</summary>
internal sealed record PreparedAppend(
    CaseAppend Append,
    IReadOnlyList<byte[]> FactJson,
    IReadOnlyList<byte[]> Texts,
    byte[]? ReceiptBody,
    IReadOnlyList<Parcel> HotlineParcels)
{
    /// <exception cref="ArgumentException">The parts of the append do not belong together.</exception>
    public static PreparedAppend Of(CaseAppend append, TextCipher cipher)
    {
        AppendCheck.Check(append);
        var json = new byte[append.Facts.Count][];
        for (var i = 0; i < json.Length; i++) json[i] = Encoding.UTF8.GetBytes(append.Facts[i].Json);
        var texts = new byte[append.Texts.Count][];
        for (var i = 0; i < texts.Length; i++)
        {
            var text = append.Texts[i];
            texts[i] = cipher.Encrypt(text.Value, TextCipher.PlaceOf(text.CaseId, text.FactNumber, text.Field));
        }

        var receipt = append.Receipt is { } kept ? cipher.Encrypt(kept.Body, ReceiptShelf.PlaceOf(kept.Key)) : null;
        return new(append, json, texts, receipt, [.. append.Effects.HotlineEvents.Select(Parcels.Of)]);
    }
}

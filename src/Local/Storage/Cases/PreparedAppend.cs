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
        Check(append);
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

    /// <summary>What every store refuses before it touches anything.</summary>
    public static void Check(CaseAppend append)
    {
        Span<byte> id = stackalloc byte[CaseKeys.IdLength];
        Require(CaseKeys.TryRead(append.CaseId, id), $"{append.CaseId} is no case id.");
        Require(append.After.Id == append.CaseId, "The file is of another case.");
        Require(append.ExpectedVersion > 0 || append.Facts.Count > 0, "A case cannot be created without a fact.");
        Require(append.After.Version == append.ExpectedVersion + append.Facts.Count, "The file is not what these facts make of the expected version.");
        Require(append.After.Version <= CaseKeys.MostFacts, $"A case cannot have more than {CaseKeys.MostFacts} facts.");
        for (var i = 0; i < append.Facts.Count; i++)
            Require(append.Facts[i].Number == append.ExpectedVersion + i + 1, "The facts do not follow the expected version.");
        Require(append.Facts.Count == 0 || append.Facts[^1].Hash == append.After.LastHash, "The file does not end in the last fact.");
        foreach (var text in append.Texts)
            Require(text.CaseId == append.CaseId && text.FactNumber > append.ExpectedVersion && text.FactNumber <= append.After.Version, "A text belongs to none of these facts.");
        foreach (var notice in append.Effects.Notices) Require(notice.CaseId == append.CaseId, "A notice is about another case.");
        foreach (var told in append.Effects.HotlineEvents) Require(told.CaseId == append.CaseId, "An event is about another case.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds) throw new ArgumentException(message);
    }
}

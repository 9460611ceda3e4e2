using GridCase.Workflows.Cases;

namespace GridCase.Hosting.Records;

/// <summary>What every store of cases looks at before it touches anything.</summary>
internal static class AppendCheck
{
    /// <summary>The most facts a case can have.</summary>
    public const int MostFacts = (1 << 20) - 1;

    /// <exception cref="ArgumentException">The parts of the append do not belong together.</exception>
    public static void Check(CaseAppend append)
    {
        Require(IsCaseId(append.CaseId), $"{append.CaseId} is no case id.");
        Require(append.After.Id == append.CaseId, "The file is of another case.");
        Require(append.ExpectedVersion > 0 || append.Facts.Count > 0, "A case cannot be created without a fact.");
        Require(append.After.Version == append.ExpectedVersion + append.Facts.Count, "The file is not what these facts make of the expected version.");
        Require(append.After.Version <= MostFacts, $"A case cannot have more than {MostFacts} facts.");
        for (var i = 0; i < append.Facts.Count; i++)
            Require(append.Facts[i].Number == append.ExpectedVersion + i + 1, "The facts do not follow the expected version.");
        Require(append.Facts.Count == 0 || append.Facts[^1].Hash == append.After.LastHash, "The file does not end in the last fact.");
        foreach (var text in append.Texts)
            Require(text.CaseId == append.CaseId && text.FactNumber > append.ExpectedVersion && text.FactNumber <= append.After.Version, "A text belongs to none of these facts.");
        foreach (var notice in append.Effects.Notices) Require(notice.CaseId == append.CaseId, "A notice is about another case.");
        foreach (var told in append.Effects.HotlineEvents) Require(told.CaseId == append.CaseId, "An event is about another case.");
    }

    /// <summary>Whether a text is a case id: 32 lower-case hex digits.</summary>
    public static bool IsCaseId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigit) && !text.Any(char.IsAsciiLetterUpper);

    private static void Require(bool holds, string message)
    {
        if (!holds) throw new ArgumentException(message);
    }
}

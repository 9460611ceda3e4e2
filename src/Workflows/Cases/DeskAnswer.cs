namespace GridCase.Workflows.Cases;

/// <summary>What the desk answers.</summary>
/// <param name="File">The case as it now stands, where there is one.</param>
/// <param name="Created">True when this call created the case.</param>
/// <param name="WasRepeat">True when the receipt's key was kept already: answer with the kept receipt.</param>
public sealed record DeskAnswer(CaseFile? File, Refusal? Refusal, bool Created, bool WasRepeat)
{
    public static DeskAnswer Done(CaseFile file, bool created) => new(file, null, created, false);

    public static DeskAnswer Refused(CaseFile? file, Refusal refusal) => new(file, refusal, false, false);

    public static DeskAnswer Repeated(CaseFile file) => new(file, null, false, true);
}

/// <summary>Asks that the answer to a write be kept with it, so that a repeat answers as the first did.</summary>
/// <param name="Answer">Status and body for the case as it stands after the write.</param>
public sealed record ReceiptRequest(string Key, string RequestHash, Func<CaseFile, (int Status, string Body)> Answer)
{
    public Receipt For(CaseFile after, DateTimeOffset now)
    {
        var (status, body) = Answer(after);
        return new(Key, RequestHash, status, body, now);
    }
}

namespace GridCase.StandIns;

/// <summary>How the hotline answers.</summary>
/// <param name="Answer">
/// <c>accept</c>; a status such as <c>400</c>, <c>401</c>, <c>409</c>, <c>429</c>, <c>500</c>; <c>timeout</c> (takes nothing and never answers); <c>slow</c> (takes,
/// and answers after <paramref name="Milliseconds"/>); <c>hold</c> (takes, and answers only when told to let go, the last first); <c>half</c> (takes, says so
/// and breaks off in the middle of its answer); <c>break</c> (takes, and hangs up without an answer); <c>hang-up</c> (takes nothing and hangs up).
/// </param>
/// <param name="Times">For so many arrivals, then it accepts again; 0 for all that come.</param>
/// <param name="Every">Only every so-manieth arrival; the others are accepted.</param>
/// <param name="Orders">Only events whose order number begins so; the others are accepted.</param>
/// <param name="FirstTryOnly">Only when the event has not come before.</param>
/// <param name="RetryAfter">With 429: after how many seconds to come again.</param>
internal sealed record Mood(
    string Answer = Mood.Accept, int Times = 0, int Every = 1, string Orders = "", bool FirstTryOnly = false, int RetryAfter = 0, int Milliseconds = 0)
{
    public const string Accept = "accept";
}

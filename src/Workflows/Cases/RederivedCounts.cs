namespace GridCase.Workflows.Cases;

/// <summary>
/// What a rule change did to the open cases it came to, counted from what each case itself says. A preview counts the same of a change that has
/// not happened, so that the two can be compared.
/// </summary>
/// <param name="Rederived">Cases that took the change over.</param>
/// <param name="Moved">Of these, cases of which some due time moved.</param>
/// <param name="Sooner">Cases of which some due time came nearer.</param>
/// <param name="Later">Cases of which some due time went further off; a case may be both.</param>
/// <param name="BecameOverdue">Cases of which some clock became overdue by the change.</param>
/// <param name="NoLongerOverdue">Cases of which some clock that was overdue no longer is.</param>
/// <param name="ColourChanged">Cases whose light changed.</param>
/// <param name="MarksAtOnce">Warnings, due times and rungs that lay in the past under the new rules and were passed at once.</param>
public sealed record RederivedCounts(
    int Rederived, int Moved, int Sooner, int Later, int BecameOverdue, int NoLongerOverdue, int ColourChanged, int MarksAtOnce)
{
    public static RederivedCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>With one more case.</summary>
    public RederivedCounts With(TakenChange taken)
    {
        bool sooner = false, later = false, overdue = false, relieved = false;
        foreach (var clock in taken.Fact.Clocks)
        {
            sooner |= clock.NewDue < clock.OldDue;
            later |= clock.NewDue > clock.OldDue;
            overdue |= clock.OldDue > taken.At && clock.NewDue <= taken.At;
            relieved |= clock.OldDue <= taken.At && clock.NewDue > taken.At;
        }

        return new(
            Rederived + 1,
            Moved + (sooner || later ? 1 : 0),
            Sooner + (sooner ? 1 : 0),
            Later + (later ? 1 : 0),
            BecameOverdue + (overdue ? 1 : 0),
            NoLongerOverdue + (relieved ? 1 : 0),
            ColourChanged + (taken.LightBefore != taken.LightAfter ? 1 : 0),
            MarksAtOnce + taken.MarksAtOnce);
    }

    public RederivedCounts Plus(RederivedCounts other) => new(
        Rederived + other.Rederived,
        Moved + other.Moved,
        Sooner + other.Sooner,
        Later + other.Later,
        BecameOverdue + other.BecameOverdue,
        NoLongerOverdue + other.NoLongerOverdue,
        ColourChanged + other.ColourChanged,
        MarksAtOnce + other.MarksAtOnce);
}

namespace GridCase.Checker;

/// <summary>The names of what a county promises. Stable: tests and reports name them.</summary>
public static class Promises
{
    /// <summary>Every accepted input is in exactly one case, and no case came from nowhere.</summary>
    public const string Inputs = "every-input-in-one-case";

    /// <summary>Facts are numbered from 1 without gaps, chained by their hashes, and their times never go back.</summary>
    public const string Chain = "facts-unbroken";

    /// <summary>A mark is reached once in its cycle, in the order of the ladder, and not before its instant.</summary>
    public const string Marks = "marks-once-and-in-time";

    /// <summary>Each notice has one key, says something that happened, and nothing is said to a person twice.</summary>
    public const string Notices = "notices-once";

    /// <summary>What was delivered was received, in the order of its lane, and nothing else was.</summary>
    public const string Lanes = "parcels-in-order";

    /// <summary>At every minute one holder has the case, clocks start and stop in pairs, and due times follow from one another.</summary>
    public const string Clocks = "clocks-balance";

    /// <summary>Every open case waits for something that will come.</summary>
    public const string Waits = "open-cases-wait";

    /// <summary>A rule change reaches each open case exactly once, and an undo gives back what was.</summary>
    public const string Rollouts = "changes-reach-each-case-once";
}

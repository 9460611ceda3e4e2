namespace GridCase.Functions.Tests.Cost;

/// <summary>What the functions of a host were called for, counted as it happens.</summary>
internal sealed class Tally
{
    private readonly Dictionary<(Work Work, string Name), int> counted = [];

    public void Note(Work work, string name, int times = 1)
    {
        if (times == 0) return;
        lock (counted) counted[(work, name)] = counted.GetValueOrDefault((work, name)) + times;
    }

    public IReadOnlyDictionary<(Work Work, string Name), int> Read()
    {
        lock (counted) return new Dictionary<(Work, string), int>(counted);
    }
}

/// <summary>Why a function was called. From <see cref="Start"/> to <see cref="Event"/> they are the actions of the Durable Task Scheduler: messages that it dispatches to the app.</summary>
internal enum Work
{
    /// <summary>A request.</summary>
    Door,

    /// <summary>A message of Service Bus.</summary>
    Message,

    /// <summary>An orchestration begins, or begins anew after a stage.</summary>
    Start,

    Activity,

    /// <summary>An orchestration hears what an activity or a child has returned.</summary>
    Result,

    Timer,

    /// <summary>An orchestration hears a word from outside.</summary>
    Event,
}

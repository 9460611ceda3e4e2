using GridCase.Workflows.Durable;

namespace GridCase.Functions.Durable;

/// <summary>How an activity ended, as it stands in the history: with a value, or with a word that trying again cannot help. Any other fault is thrown and retried.</summary>
/// <remarks>Hosts differ in what they tell of an exception's type; this does not depend on it.</remarks>
public sealed record Outcome<T>(T? Value, string? Hopeless)
{
    /// <summary>Runs an activity.</summary>
    public static async Task<Outcome<T>> Of(Func<Task<T>> activity)
    {
        try
        {
            return new(await activity().ConfigureAwait(false), null);
        }
        catch (UnretryableException hopeless)
        {
            return new(default, $"{nameof(UnretryableException)}: {hopeless.Message}");
        }
    }
}

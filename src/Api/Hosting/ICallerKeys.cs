namespace GridCase.Api.Hosting;

/// <summary>Makes the keyed hash of a caller's number, by which repeats are found without the number. The key is the host's.</summary>
public interface ICallerKeys
{
    /// <summary>The hash, or null when there is no number.</summary>
    string? Of(string? phone);

    /// <summary>The hash of an address, or null when it names no spot.</summary>
    string? OfAddress(string? address);
}

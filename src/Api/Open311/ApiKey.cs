using GridCase.Api.Problems;
using GridCase.Api.SignIn;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Open311;

/// <summary>
/// The api_key of a POST: the key's id, a dot, its secret. It stands in the body and nowhere else: an address is written into the logs of everybody in between.
/// </summary>
internal static class ApiKey
{
    public const string Name = "api_key";

    /// <summary>The id of the key.</summary>
    /// <exception cref="ProblemException">403 when it is missing, given twice, unknown, retired or not for Open311.</exception>
    public static async Task<string> Require(this KeyCheck keys, SentForm form, CancellationToken cancellation)
    {
        if (form.All(Name) is not [var given]) throw ProblemException.Forbidden("api-key-required", "An api_key is needed once, as a field of the body; discovery says how to get one.");
        var key = await keys.OfWord(given, KeyPurpose.Open311, cancellation);
        return key?.KeyId ?? throw ProblemException.Forbidden("wrong-api-key", "This api_key is unknown or retired.");
    }
}

using System.Security.Cryptography;
using GridCase.Workflows.Cases;

namespace GridCase.Api.SignIn;

/// <summary>Draws new keys.</summary>
public static class KeyDrawing
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int IdLetters = 8;
    private const int SecretBytes = 32;

    /// <summary>A name that says what the key is for: <c>police-7k3mq9ab</c>. It has no dot, which parts it from the secret in an Open311 <c>api_key</c>.</summary>
    public static string Id(KeyPurpose purpose) => $"{KebabCase.Of(purpose)}-{RandomNumberGenerator.GetString(Letters, IdLetters)}";

    /// <summary>32 random bytes in hex.</summary>
    public static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
}

using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Api.Cases;

/// <summary>The names of facts as they are written.</summary>
internal static class FactNames
{
    private static readonly FrozenDictionary<Type, string> Names =
        typeof(Fact).GetCustomAttributes<JsonDerivedTypeAttribute>().ToFrozenDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    public static string Of(Fact fact) => Names[fact.GetType()];
}

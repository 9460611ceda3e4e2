// What src/Functions uses of OpenTelemetry.Extensions.Hosting.
namespace OpenTelemetry
{
    public sealed class OpenTelemetryBuilder : IOpenTelemetryBuilder
    {
        internal OpenTelemetryBuilder()
        {
        }

        public Microsoft.Extensions.DependencyInjection.IServiceCollection Services => throw new NotSupportedException();
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public static class OpenTelemetryServicesExtensions
    {
        public static OpenTelemetry.OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services) => throw new NotSupportedException();
    }
}

using Azure.Core.Serialization;
using GridCase.Functions.Durable;
using GridCase.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
var settings = HostSettings.Read(builder.Configuration);
builder.Services.Configure<WorkerOptions>(worker => worker.Serializer = new JsonObjectSerializer(DurableJson.Options));
builder.Services.AddSingleton(services => new CountyEntrance(settings, AzureClients.Of(settings), TimeProvider.System, services.GetRequiredService<ILoggerFactory>()));
Telemetry.Add(builder.Services, builder.Configuration);
await builder.Build().RunAsync();

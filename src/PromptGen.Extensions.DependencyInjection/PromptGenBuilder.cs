using Microsoft.Extensions.DependencyInjection;

namespace PromptGen;

/// <inheritdoc cref="IPromptGenBuilder"/>
internal sealed record PromptGenBuilder(string? Name, IServiceCollection Services, IHttpClientBuilder HttpClient) : IPromptGenBuilder;

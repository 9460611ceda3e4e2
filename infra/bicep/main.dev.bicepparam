using './main.bicep'

// Development: the demo county, nothing locked, nothing kept for long, no instance at rest.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param operatorPrincipalId = readEnvironmentVariable('GRIDCASE_OPERATOR', readEnvironmentVariable('AZURE_PRINCIPAL_ID', ''))
param operatorPrincipalType = readEnvironmentVariable('GRIDCASE_OPERATOR_TYPE', readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User'))
param hotlinePrincipalId = readEnvironmentVariable('GRIDCASE_HOTLINE_PRINCIPAL', '')
param hotlineUrl = readEnvironmentVariable('GRIDCASE_HOTLINE_URL', '')
param signInClientId = readEnvironmentVariable('GRIDCASE_SIGN_IN_CLIENT', '')
param administrators = split(readEnvironmentVariable('GRIDCASE_ADMINISTRATORS'), ',')
param county = 'demo'

param storageSku = 'Standard_LRS'
param keepDeletedDays = 7
param attachmentsCoolAfterDays = 90
param keepDeletedKeysDays = 7
param locked = false

param messagingSku = 'Standard'

param schedulerSku = 'Consumption'
// Flex Consumption without a network of its own has no fixed address, so the role on the task hub is what protects it.
param schedulerIpAllowlist = [
  '0.0.0.0/0'
]
param keepHistoryDays = 3
param keepFailedHistoryDays = 14

param instanceMemoryInMb = 2048
param maximumInstances = 5
param alwaysReadyForDurable = 0
param alwaysReadyForHttp = 0
param httpConcurrency = 32

param keepLogsDays = 30
param dailyLogCapInGb = 1
param alertEmails = split(readEnvironmentVariable('GRIDCASE_ALERT_EMAILS'), ',')
param overdueMinutes = 60
param throttledRequests = 50

param budgetAmount = int(readEnvironmentVariable('GRIDCASE_BUDGET', '100'))
param budgetStart = readEnvironmentVariable('GRIDCASE_BUDGET_START', '')

@description('Name of the key vault: 3 to 24 letters, digits and hyphens.')
@minLength(3)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Days that a deleted secret, or the vault, can be brought back. Nobody can shorten it afterwards.')
@minValue(7)
@maxValue(90)
param keepDeletedDays int

@description('Whether the vault is locked against deletion.')
param locked bool

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: keepDeletedDays
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  name: 'keys-are-kept'
  scope: vault
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the keys of the county. Without them no personal data can be read.'
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

@description('Name of the vault.')
output name string = vault.name

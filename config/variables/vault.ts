import { z } from 'zod'
import { httpUrl, path, wholeNumber } from '../schemas.js'
import type { VariableGroup } from '../variable.js'

const mount = z.string().regex(/^[\w-]+(\/[\w-]+)*$/, 'be a path such as approle, without slashes around it')

/** The variables of HashiCorp Vault. They matter when a secret is a reference such as `vault:secret/data/shop#database_url`. */
export const vault = {
  VAULT_ADDR: {
    means: 'HashiCorp Vault for secrets that begin with vault:',
    unset: 'none',
    example: 'https://vault.example:8200',
    schema: httpUrl,
  },
  VAULT_NAMESPACE: {
    means: 'namespace of Vault Enterprise',
    unset: 'none',
    example: 'shops/eu',
    schema: z.string().regex(/^[\w./-]{1,200}$/, 'be a path such as shops/eu'),
  },
  VAULT_TOKEN: {
    means: 'token for Vault; renewed if it can be',
    unset: 'another way to log in',
    example: 'hvs.example',
    schema: z.string().regex(/^[\w.-]{1,1000}$/, 'be a token: letters, digits, dots, hyphens and underscores'),
    secret: true,
  },
  VAULT_ROLE_ID: {
    means: 'role id to log in with AppRole',
    unset: 'another way to log in',
    example: 'shop-role-id',
    schema: z.string().max(1000),
  },
  VAULT_SECRET_ID: {
    means: 'secret id beside VAULT_ROLE_ID',
    unset: 'needed if the role asks for one',
    example: 'shop-secret-id',
    schema: z.string().max(1000),
    secret: true,
  },
  VAULT_KUBERNETES_ROLE: {
    means: 'role to log in with the service account of Kubernetes',
    unset: 'another way to log in',
    example: 'shop',
    schema: z.string().max(1000),
  },
  VAULT_KUBERNETES_JWT: {
    means: 'file with the token of the service account, read at each login',
    default: '/var/run/secrets/kubernetes.io/serviceaccount/token',
    example: '/var/run/secrets/kubernetes.io/serviceaccount/token',
    schema: path,
  },
  VAULT_AUTH_MOUNT: {
    means: 'where the way to log in is mounted in Vault',
    unset: 'approle or kubernetes',
    example: 'kubernetes-eu',
    schema: mount,
  },
  VAULT_PATIENCE: {
    means: 'seconds for which the start waits for Vault',
    default: '30',
    example: '30',
    schema: wholeNumber(0, 600, ' of seconds'),
  },
} satisfies VariableGroup
